# shellcheck shell=bash disable=SC2034
# Paths and addresses. Tests set WASPER_PREFIX to a folder of their own.

prefix=${WASPER_PREFIX:-}
settings_folder=$prefix/etc/wasper
run_folder=$prefix/run/wasper
log_folder=$prefix/var/log/wasper
stack_folder=$prefix/opt/wasper/stack
data=$prefix/mnt/data
secrets_file=$data/secrets/wasper.env
fingerprint_file=$data/encryption-key.sha256
letsencrypt=$data/letsencrypt
webroot=$prefix/var/lib/wasper/acme

# Addresses inside the stack's own network (templates/compose.yaml).
app_address=172.31.240.10
postgres_address=172.31.240.11
redis_address=172.31.240.12
