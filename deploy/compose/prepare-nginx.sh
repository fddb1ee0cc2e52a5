#!/bin/sh
# Run by the nginx image before nginx starts: makes a certificate for localhost, and logs to the container's output.
set -eu
folder=/etc/nginx/gatehouse
if [ ! -s "$folder/tls.crt" ]; then
    mkdir -p "$folder"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 365 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE -keyout "$folder/tls.key" -out "$folder/tls.crt"
fi
ln -sf /dev/stdout /var/log/nginx/gatehouse.log
