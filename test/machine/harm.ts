import {domain} from './backend.ts';

// Faults of a machine, as scripts for root on it.

/** The served certificate expired years ago. */
export const expireCertificate = `cd /mnt/data/nginx-ssl
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj '/CN=Old authority' -keyout /tmp/ca.key -out /tmp/ca.pem 2>/dev/null
openssl req -new -key key.pem -subj /CN=${domain} | openssl x509 -req -CA /tmp/ca.pem -CAkey /tmp/ca.key -not_before 20200101000000Z -not_after 20200102000000Z -out cert.pem 2>/dev/null
docker exec wasper-nginx nginx -s reload -c /etc/nginx/wasper/nginx.conf`;

/** Leaves one megabyte free on the data disk. */
export const fillDisk =
	'fallocate --length "$(($(df --output=avail --block-size=1 /mnt/data | tail -n 1) - 1048576))" /mnt/data/backups/ballast';

export const freeDisk = 'rm /mnt/data/backups/ballast';

/** bob@elsewhere locks the machine until there is a file /run/wasper/holder-is-done; at most a minute. */
export const holdMachine = `source /opt/wasper/host/paths.sh
source /opt/wasper/host/lib/lock.sh
rm -f /run/wasper/holder-is-done
WASPER_HOLDER=bob@elsewhere take_machine 'investigating'
timeout 60 sh -c 'until test -e /run/wasper/holder-is-done; do sleep 0.1; done'`;
