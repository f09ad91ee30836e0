bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{}'
	mkdir -p "$prefix/etc"
	: >"$prefix/etc/fstab"
	find_data_device() { printf /dev/sdc; }
	probe() { [[ $2 != UUID ]] || printf uuid-1; }
	device_is_empty() { :; }
	used_percent() { printf 8; }
	perform() { printf '%s\n' "$*" >>"$BATS_TEST_TMPDIR/performed"; }
	mountpoint() { return 1; }
	systemctl() { :; }
	container_account() { :; }
}

codes() { report_json disk "$(inspect_unit disk)" | jq --raw-output '.findings[].code' | paste -sd' '; }

performed() { cat "$BATS_TEST_TMPDIR/performed" 2>/dev/null || true; }

mounted() {
	mountpoint() { :; }
	findmnt() { if [[ $* == *FSTYPE* ]]; then printf xfs; elif [[ $* == *SOURCE* ]]; then printf /dev/sdc; else printf uuid-1; fi; }
}

# fsck EXIT-CODE
fsck_says() {
	fsck_code=$1
	perform() {
		printf '%s\n' "$*" >>"$BATS_TEST_TMPDIR/performed"
		[[ $1 != fsck ]] || return "$fsck_code"
	}
}

@test "a disk that is still in use after a lazy unmount is mounted, not called damaged" {
	for code in 0 1 8; do
		fsck_says "$code"
		mount_data /dev/sdc >/dev/null
		[[ $(performed) == *"mount -o noatime /dev/sdc $data" ]]
		rm "$BATS_TEST_TMPDIR/performed"
	done
}

@test "a file system with errors that fsck leaves is not mounted" {
	for code in 4 12; do
		fsck_says "$code"
		run -1 mount_data /dev/sdc
		[[ $output == *DISK_DAMAGED* && $(performed) != *mount* ]]
	done
}

@test "a data disk that is named later is neither formatted nor mounted over the data on the system disk" {
	printf '17\n' >"$data/postgres/PG_VERSION"
	settings '{"dataDisk":"/dev/disk/by-id/new"}'
	[ "$(codes)" = host.disk.data-on-system-disk ]
	run -1 apply_disk
	[[ $output == *DATA_HIDDEN* && -z $(performed) ]]
	disk_is_in_place
	local -A values=()
	size_stack() { :; }
	supports_start_interval() { :; }
	stack_values
	[[ ${values[MOUNT_GUARD]} != *AssertPathIsMountPoint* ]]
}

@test "an empty folder is no data: a new disk is formatted and mounted over it" {
	[ "$(codes)" = host.disk.not-formatted ]
	refuse_other_disk() { :; }
	keep_mount() { :; }
	own_data_folders() { :; }
	apply_disk >/dev/null
	[[ $(performed) == *mkfs.ext4*$'\n'*mount* ]]
}

@test "a data disk that is not named any more is still expected, and Wasper does not start empty without it" {
	settings '{"dataDisk":"none"}'
	disk_is_in_place
	printf 'UUID=uuid-1 %s ext4 defaults,nofail 0 2\n' "$data" >"$prefix/etc/fstab"
	run -1 disk_is_in_place
	[ "$(codes)" = host.disk.not-mounted ]
	own_data_folders() { :; }
	apply_disk >/dev/null
	[[ $(performed) == "mount $data" ]]
}

@test "what is said of the disk is read from the mount" {
	mounted
	mkdir -p "$data"/{redis,wasper-data,nginx-ssl,backups}
	chmod 0700 "$data"/{nginx-ssl,letsencrypt,backups,secrets}
	printf 'UUID=uuid-1 %s ext4 defaults,nofail 0 2\n' "$data" >"$prefix/etc/fstab"
	[ "$(report_evidence "$(inspect_unit disk)")" = "xfs at $data, UUID uuid-1, 8 % used" ]
	settings '{"dataDisk":"none"}'
	[ "$(report_evidence "$(inspect_unit disk)")" = "$data on /dev/sdc, 8 % used" ]
}

@test "a disk without free inodes is found, and refused with a way out" {
	mounted
	used_percent() { if [[ $1 == ipcent ]]; then printf 100; else printf 8; fi; }
	[[ $(codes) == *host.disk.inodes-used-up ]]
	run -1 refuse_full_disk
	[[ $output == *DISK_FULL*'100 % of the inodes'* ]]
}

@test "keys that others can read, files of others and folders of containers with another owner are found and mended" {
	[[ $EUID -eq 0 ]] || skip 'only root can give files away'
	mkdir -p "$data"/{redis,wasper-data,nginx-ssl,backups}
	chmod 0700 "$data"/{nginx-ssl,letsencrypt,backups,secrets,postgres,redis}
	container_account() { [[ $1 != redis ]] || printf 999; }
	chown 999 "$data/redis"
	[ "$(foreign_folders)" = '' ]
	printf 'key\n' >"$data/nginx-ssl/key.pem"
	chmod 0644 "$data/nginx-ssl/key.pem"
	printf 'x\n' >"$data/letsencrypt/x"
	chown 1234 "$data/letsencrypt/x"
	printf 'x\n' >"$data/redis/appendonly.aof"
	[ "$(foreign_folders | paste -sd' ')" = 'nginx-ssl letsencrypt redis' ]
	own_data_folders >/dev/null
	[ "$(foreign_folders)" = '' ]
	[ "$(stat --format=%a "$data/nginx-ssl/key.pem")" = 600 ]
	[ "$(stat --format=%u "$data/redis/appendonly.aof")" = 999 ]
}
