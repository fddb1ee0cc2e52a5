# The values of the chart. A module of its own, because it needs no provider: it can be tried without a cluster.

variable "image" {
  description = "The image of the service."
  type        = object({ repository = string, tag = string })
}

variable "host" {
  description = "The name at which people reach the service."
  type        = string
}

variable "settings" {
  description = "Settings of the service, without secrets."
  type        = any
}

variable "secret" {
  description = "The name of the Secret with all secrets, by setting."
  type        = string
}

variable "secrets_revision" {
  description = "What changes when a secret does."
  type        = number
}

output "yaml" {
  description = "The values, in YAML."
  value = yamlencode({
    image    = var.image
    host     = var.host
    settings = merge({ ENVIRONMENT = "production" }, var.settings)
    secrets = {
      for name in ["SECRET_KEY", "DATABASE_URL", "SMTP_PASSWORD"] : name => { name = var.secret, key = name }
    }
    migrations     = { databaseUrl = { name = var.secret, key = "OWNER_DATABASE_URL" } }
    podAnnotations = { "gatehouse/secrets-revision" = tostring(var.secrets_revision) }
  })
}
