resource "kubernetes_namespace_v1" "this" {
  metadata {
    name = var.namespace
    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
    }
  }
}

resource "kubernetes_secret_v1" "this" {
  metadata {
    name      = "${var.name}-secrets"
    namespace = kubernetes_namespace_v1.this.metadata[0].name
  }

  # Write-only: neither the plan nor the state has them.
  data_wo = {
    SECRET_KEY         = var.secret_key
    DATABASE_URL       = var.database_url
    OWNER_DATABASE_URL = coalesce(var.owner_database_url, var.database_url)
    SMTP_PASSWORD      = var.smtp_password
  }
  data_wo_revision = var.secrets_revision
}

module "values" {
  source = "./values"

  image            = var.image
  host             = var.host
  settings         = var.settings
  secret           = kubernetes_secret_v1.this.metadata[0].name
  secrets_revision = var.secrets_revision
}

resource "helm_release" "this" {
  name      = var.name
  namespace = kubernetes_namespace_v1.this.metadata[0].name
  chart     = coalesce(var.chart, "${path.module}/../../helm/gatehouse")
  values    = concat([module.values.yaml], var.values)

  # Longer than the migration may take. A roll-out that fails is taken back, and the pods before it go on serving.
  atomic  = true
  timeout = 1500
}
