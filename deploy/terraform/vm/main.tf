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

  systemd = "${path.module}/../../systemd"
  purge   = file("${local.systemd}/gatehouse-purge.service")
  units = {
    "gatehouse.service"       = file("${local.systemd}/gatehouse.service")
    "gatehouse-purge.service" = local.purge
    "gatehouse-purge.timer"   = file("${local.systemd}/gatehouse-purge.timer")
    # Hardened alike, and run once too.
    "gatehouse-migrate.service" = replace(
      replace(local.purge, "/Description=.*/", "Description=Bring the schema of Gatehouse to this version"),
      "bin/gatehouse purge", "bin/gatehouse migrate",
    )
  }

  files = merge(
    {
      "/etc/gatehouse/gatehouse.env" = {
        mode = "0644"
        text = join("", [for name, value in local.settings : "${name}=\"${value}\"\n"])
      }
      "/usr/local/sbin/gatehouse-secrets" = {
        mode = "0700"
        text = templatefile("${path.module}/secrets.sh.tftpl", {
          commands = { for name, command in var.secret_commands : lower(name) => command }
        })
      }
    },
    { for name, text in local.units : "/etc/systemd/system/${name}" => { mode = "0644", text = text } },
  )

  cloud_config = {
    package_update = true
    packages       = concat(["ca-certificates", "python3-venv"], var.packages)
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
