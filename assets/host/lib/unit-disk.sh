# shellcheck shell=bash
# disk: the data disk at /mnt/data, found by LUN, formatted only when it is proven empty.

data_folders=(postgres redis wasper-data nginx-ssl letsencrypt backups secrets)

inspect_disk() {
	local device uuid used missing='' name
	if [[ $(setting dataDisk lun0) == none ]]; then
		[[ -d $data/secrets ]] || report absent "$data is not made"
		report ok "$data on the system disk, as chosen"
	fi
	device=$(find_data_device)
	if ! mountpoint --quiet "$data"; then
		[[ -n $device ]] || report absent 'no disk at LUN 0'
		! grep -q "[[:space:]]${data}[[:space:]]" /etc/fstab || report broken "$device is not mounted" 'The data disk is in fstab but not mounted.'
		[[ $(probe "$device" LABEL) != "$disk_label" ]] || report absent "$device holds an earlier deployment's data, not mounted yet"
		! device_is_empty "$device" || report absent "$device is empty, not formatted yet"
		report broken "$device holds $(describe_device "$device")" 'The disk at LUN 0 holds something that is not ours.'
	fi
	uuid=$(findmnt --noheadings --output UUID --mountpoint "$data")
	[[ -n $uuid ]] || uuid=$(probe "$(findmnt --noheadings --output SOURCE --mountpoint "$data")" UUID)
	[[ -z $device || $(probe "$device" UUID) == "$uuid" ]] || report broken "another disk is mounted at $data" "What is mounted at $data is not the disk at LUN 0."
	grep -q "^UUID=${uuid}[[:space:]]*${data}[[:space:]].*nofail" /etc/fstab || report drifted 'not in fstab' 'The mount would not come back after a reboot.'
	for name in "${data_folders[@]}"; do [[ -d $data/$name ]] || missing+=" $name"; done
	[[ -z $missing ]] || report drifted "without the folders$missing" 'Folders are missing on the data disk.'
	used=$(df --output=pcent "$data" | tail -n 1 | tr -dc 0-9)
	((used < 95)) || report broken "$used % used" 'The data disk is full.'
	report ok "ext4 at $data, UUID $uuid, $used % used"
}

apply_disk() {
	local device
	if [[ $(setting dataDisk lun0) != none ]]; then
		if ! mountpoint --quiet "$data"; then
			device=$(wait_for_data_device)
			[[ -n $device ]] || fail DISK_MISSING 'No disk appeared at LUN 0 within a minute.' 'Attach the data disk to the machine at LUN 0, then run the same again.'
			format_when_empty "$device"
			mount_data "$device"
		fi
		keep_mount
		refuse_full_disk
	fi
	make_data_folders
}

wait_for_data_device() {
	local deadline=$((SECONDS + 60))
	while [[ -z $(find_data_device) ]] && ((SECONDS < deadline)); do sleep 1; done
	find_data_device
}

format_when_empty() {
	[[ $(probe "$1" LABEL) != "$disk_label" ]] || {
		say "$1 holds an earlier deployment's data: kept as it is."
		return
	}
	device_is_empty "$1" || fail DISK_NOT_EMPTY "The disk at LUN 0 ($1) is not empty (it holds ${disk_content:=$(describe_device "$1")}) and is not ours: it stays untouched." 'Attach an empty disk at LUN 0, or wipe this one by hand if nobody needs it.'
	perform mkfs.ext4 -q -L "$disk_label" -m 1 "$1" || fail DISK_FORMAT_FAILED "The disk $1 could not be formatted." 'The lines below say why; another disk at LUN 0 may help.'
	changed "formatted $1 as ext4"
}

mount_data() {
	mkdir -p "$data"
	perform fsck -T -a "$1" || (($? == 1)) || fail DISK_DAMAGED "The file system on $1 is damaged beyond automatic repair." "Run fsck $1 on the machine and read what it asks."
	perform mount -o noatime "$1" "$data" || fail DISK_MOUNT_FAILED "$1 could not be mounted at $data." 'See dmesg on the machine, then run the same again.'
	changed "mounted $1 at $data"
}

keep_mount() {
	local uuid line
	uuid=$(probe "$(findmnt --noheadings --output SOURCE --mountpoint "$data")" UUID)
	line="UUID=$uuid $data ext4 defaults,noatime,nofail,x-systemd.device-timeout=30s 0 2"
	! grep -qxF "$line" /etc/fstab || return 0
	sed -i "\\|[[:space:]]${data}[[:space:]]|d" /etc/fstab
	printf '%s\n' "$line" >>/etc/fstab
	systemctl daemon-reload
	changed 'wrote the mount to fstab'
}

refuse_full_disk() {
	local used
	used=$(df --output=pcent "$data" | tail -n 1 | tr -dc 0-9)
	((used < 95)) || fail DISK_FULL "The data disk is $used % full." "Free space under $data, or give the disk more gigabytes in Azure and run: resize2fs $(findmnt --noheadings --output SOURCE --mountpoint "$data")"
}

make_data_folders() {
	local name
	for name in "${data_folders[@]}"; do
		[[ ! -d $data/$name ]] || continue
		mkdir -p "$data"
		mkdir -m 0700 "$data/$name"
		changed "made $data/$name"
	done
}
