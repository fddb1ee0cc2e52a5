# Nothing here is of a provider: the user data goes to whatever resource makes your machine.

terraform {
  required_version = ">= 1.6"
}

locals {
  settings = merge(
    {
      ENVIRONMENT   = "production"
      PUBLIC_URL    = "https://${var.host}"
      ALLOWED_HOSTS = var.host
    },
    var.settings,
    { HOST = "0.0.0.0", PORT = var.port, WORKERS = var.workers },
  )
  secrets = sort(keys(var.secret_commands))

  unit = {
    for name, command in { gatehouse = "serve", gatehouse-migrate = "migrate", gatehouse-purge = "purge" } :
    name => templatefile("${path.module}/gatehouse.service.tftpl", { command = command, secrets = local.secrets })
  }

  files = merge(
    {
      "/etc/gatehouse/gatehouse.env" = {
        mode = "0644"
        text = join("", [for name, value in local.settings : "${name}=\"${value}\"\n"])
      }
      "/usr/local/sbin/gatehouse-secrets" = {
        mode = "0700"
        text = templatefile("${path.module}/secrets.sh.tftpl", { commands = var.secret_commands })
      }
      "/etc/systemd/system/gatehouse-purge.timer" = {
        mode = "0644"
        text = file("${path.module}/gatehouse-purge.timer")
      }
    },
    { for name, text in local.unit : "/etc/systemd/system/${name}.service" => { mode = "0644", text = text } },
  )

  cloud_config = {
    package_update = true
    packages       = concat(["ca-certificates", "python3-venv"], var.packages)
    users = [
      "default",
      { name = "gatehouse", system = true, no_create_home = true, shell = "/usr/sbin/nologin" },
    ]
    write_files = [
      for path, file in local.files : { path = path, permissions = file.mode, content = file.text }
    ]
    # In one shell that stops at the first failure, so that no half of a machine serves.
    runcmd = [["sh", "-euc", join("\n", concat(
      [
        "gatehouse-secrets",
        "python3 -m venv /opt/gatehouse",
        "/opt/gatehouse/bin/pip install --quiet '${var.wheel}'",
        "systemctl daemon-reload",
      ],
      var.migrate ? ["systemctl start gatehouse-migrate.service"] : [],
      ["systemctl enable --now gatehouse.service gatehouse-purge.timer"],
    ))]]
  }
}
