output "user_data" {
  description = "The user data of the machine, for cloud-init."
  value       = "#cloud-config\n${yamlencode(local.cloud_config)}"
}

output "health_check" {
  description = "What the load balancer asks for to know whether the machine may get requests."
  value       = { port = var.port, path = "/health/ready" }
}
