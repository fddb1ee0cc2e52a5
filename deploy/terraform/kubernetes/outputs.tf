output "service" {
  description = "The name of the Service inside the cluster."
  value       = "${helm_release.this.name}.${helm_release.this.namespace}.svc"
}

output "url" {
  description = "Where people reach the service."
  value       = "https://${var.host}"
}
