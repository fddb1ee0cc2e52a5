variable "name" {
  description = "The name of the Helm release, and of the objects in it."
  type        = string
  default     = "gatehouse"
}

variable "namespace" {
  description = "The namespace, which this module makes."
  type        = string
  default     = "gatehouse"
}

variable "chart" {
  description = "Where the chart is: a folder, an archive or an oci:// address. Null: the one beside this module."
  type        = string
  default     = null
}

variable "image" {
  description = "The image of the service: your registry and its name there, and the tag."
  type        = object({ repository = string, tag = string })
}

variable "host" {
  description = "The name at which people reach the service, such as accounts.example.com."
  type        = string
}

variable "settings" {
  description = "Settings of the service, as .env.example lists them, without secrets. SMTP_HOST and MAIL_FROM must be among them outside development."
  type        = any
}

variable "values" {
  description = "More values of the chart, each as text in YAML; a later one overrules an earlier one."
  type        = list(string)
  default     = []
}

variable "secret_key" {
  description = "SECRET_KEY, at least 32 random characters. It is never written to the state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "database_url" {
  description = "DATABASE_URL. It is never written to the state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "owner_database_url" {
  description = "DATABASE_URL of the role that owns the tables, for migrations. Null: database_url."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "smtp_password" {
  description = "SMTP_PASSWORD; empty if the mail server asks for none."
  type        = string
  default     = ""
  sensitive   = true
  ephemeral   = true
}

variable "secrets_revision" {
  description = "Count it up when a secret has changed: the secrets are written again and the pods replaced."
  type        = number
  default     = 1
}
