variable "host" {
  description = "The name at which people reach the service, such as accounts.example.com."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", var.host))
    error_message = "host: must be a name without scheme, port and path, such as accounts.example.com."
  }
}

variable "wheel" {
  description = "What pip installs: the address of the wheel of Gatehouse, made with uv build --wheel."
  type        = string

  validation {
    condition     = can(regex("^https://[^\\s']+\\.whl$", var.wheel))
    error_message = "wheel: must be an address that starts with https:// and ends in .whl; by its name alone, pip would find another project."
  }
}

variable "settings" {
  description = "Settings of the service, as .env.example lists them, without secrets, HOST and PORT."
  type        = map(string)

  validation {
    condition     = alltrue([for name in ["SMTP_HOST", "MAIL_FROM", "TRUSTED_PROXIES"] : contains(keys(var.settings), name)])
    error_message = "settings: SMTP_HOST, MAIL_FROM and TRUSTED_PROXIES (the network of the load balancer) must be set."
  }

  validation {
    condition     = length(setintersection(keys(var.settings), ["SECRET_KEY", "DATABASE_URL", "SMTP_PASSWORD"])) == 0
    error_message = "settings: secrets do not belong here, everyone on the machine can read user data; see secret_commands."
  }

  validation {
    condition     = alltrue([for value in values(var.settings) : !can(regex("[\\n\"\\\\]", value))])
    error_message = "settings: values must be on one line, without double quotes and backslashes."
  }
}

variable "secret_commands" {
  description = "For each secret setting, the shell command that prints it on the machine, such as one of your cloud's CLI. User data holds the command, never the secret."
  type        = map(string)

  validation {
    condition     = alltrue([for name in ["SECRET_KEY", "DATABASE_URL"] : contains(keys(var.secret_commands), name)])
    error_message = "secret_commands: SECRET_KEY and DATABASE_URL must be among them."
  }

  validation {
    condition     = length(setsubtract(keys(var.secret_commands), ["SECRET_KEY", "DATABASE_URL", "SMTP_PASSWORD"])) == 0
    error_message = "secret_commands: there is SECRET_KEY, DATABASE_URL and SMTP_PASSWORD, and no other."
  }
}

variable "packages" {
  description = "More packages of the distribution, such as the one with your cloud's CLI."
  type        = list(string)
  default     = []
}

variable "port" {
  description = "The port to listen on, for the load balancer, which ends TLS."
  type        = number
  default     = 8000

  validation {
    condition     = var.port > 1023 && var.port < 65536
    error_message = "port: must be between 1024 and 65535."
  }
}

variable "workers" {
  description = "Processes that answer requests; as many as the machine has cores."
  type        = number
  default     = 2

  validation {
    condition     = var.workers >= 1 && var.workers <= 256
    error_message = "workers: must be between 1 and 256."
  }
}

variable "migrate" {
  description = "Whether the machine brings the schema to its version before it serves. With several machines, replace one that does first."
  type        = bool
  default     = true
}
