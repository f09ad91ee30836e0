# shellcheck shell=bash
# disk: the data disk at /mnt/data, found by LUN, formatted only when it is proven to be empty.

data_folders=(postgres redis wasper-data nginx-ssl letsencrypt backups secrets)
# Those that no container owns.
root_folders=(nginx-ssl letsencrypt backups secrets)

full_percent=95

attach_empty_disk='Attach an empty disk at LUN 0, or wipe this one by hand if nobody needs its data.'
unmount_other_disk="Unmount it with: umount $data. Then run the same command again."

inspect_disk() {
	local device
	if [[ $(setting dataDisk lun0) == none ]]; then
		[[ -d $data/secrets ]] || report absent not-created "$data does not exist yet" || return
		inspect_data_folders
		report_ok "$data on the OS disk, as configured"
		return
	fi
	device=$(find_data_device)
	if mountpoint --quiet "$data"; then
		inspect_mounted_disk "$device"
	else
		inspect_unmounted_disk "$device"
	fi
}

inspect_unmounted_disk() {
	[[ -n $1 ]] || report absent not-attached 'no disk at LUN 0' || return
	! grep -q "[[:space:]]${data}[[:space:]]" /etc/fstab || report broken not-mounted "$1 is not mounted" 'The data disk is in /etc/fstab but not mounted.' || return
	[[ $(probe "$1" LABEL) != "$disk_label" ]] || report absent existing-data "$1 holds the data of an earlier deployment, not mounted yet" || return
	! device_is_empty "$1" || report absent not-formatted "$1 is empty, not formatted yet" || return
	report broken foreign-data "$1 holds $(describe_device "$1")" 'The disk at LUN 0 holds data that is not from Wasper.' "$attach_empty_disk"
}

inspect_mounted_disk() {
	local uuid used
	uuid=$(findmnt --noheadings --output UUID --mountpoint "$data")
	[[ -n $uuid ]] || uuid=$(probe "$(mounted_device)" UUID)
	[[ -z $1 || $(probe "$1" UUID) == "$uuid" ]] || report broken other-disk "another disk is mounted at $data" "The disk mounted at $data is not the one at LUN 0." "$unmount_other_disk" || return
	grep -q "^UUID=${uuid}[[:space:]]*${data}[[:space:]].*nofail" /etc/fstab || report drifted not-in-fstab 'not in /etc/fstab' 'The disk would not be mounted after a reboot.'
	inspect_data_folders
	used=$(used_percent)
	((used < full_percent)) || report broken nearly-full "$used % used" "The data disk is $used % full." "$(make_room)"
	report_ok "ext4 at $data, UUID $uuid, $used % used"
}

inspect_data_folders() {
	local name missing='' foreign=''
	for name in "${data_folders[@]}"; do [[ -d $data/$name ]] || missing+=" $name"; done
	[[ -z $missing ]] || report drifted folders-missing "missing folders:$missing" "Folders are missing in $data:$missing."
	for name in $(foreign_folders); do foreign+=" $name"; done
	[[ -z $foreign ]] || report drifted wrong-owner "not root-only:$foreign" "These folders in $data must belong to root and be closed to others:$foreign."
}

apply_disk() {
	local device
	if [[ $(setting dataDisk lun0) != none ]]; then
		if ! mountpoint --quiet "$data"; then
			device=$(wait_for_data_device)
			[[ -n $device ]] || fail DISK_MISSING 'No disk appeared at LUN 0 within a minute.' 'Attach the data disk to the machine at LUN 0, then run the same command again.'
			format_when_empty "$device"
			mount_data "$device"
		fi
		refuse_other_disk
		keep_mount
	fi
	make_data_folders
	own_data_folders
	[[ $(setting dataDisk lun0) == none ]] || refuse_full_disk
}

wait_for_data_device() {
	local deadline=$((SECONDS + 60))
	while [[ -z $(find_data_device) ]] && ((SECONDS < deadline)); do sleep 1; done
	find_data_device
}

format_when_empty() {
	[[ $(probe "$1" LABEL) != "$disk_label" ]] || {
		say "$1 holds the data of an earlier deployment; it is kept."
		return
	}
	device_is_empty "$1" || fail DISK_NOT_EMPTY "The disk at LUN 0 ($1) is not empty (it holds ${disk_content:=$(describe_device "$1")}) and is not from Wasper." "$attach_empty_disk"
	perform mkfs.ext4 -q -L "$disk_label" -m 1 "$1" || fail DISK_FORMAT_FAILED "The disk $1 could not be formatted." 'See the output below; another disk at LUN 0 may help.'
	changed "formatted $1 as ext4"
}

mount_data() {
	mkdir -p "$data"
	perform fsck -T -a "$1" || (($? == 1)) || fail DISK_DAMAGED "The file system on $1 is damaged beyond automatic repair." "Run fsck $1 on the machine and answer its questions, then run the same command again."
	perform mount -o noatime "$1" "$data" || fail DISK_MOUNT_FAILED "$1 could not be mounted at $data." 'See: dmesg. Then run the same command again.'
	changed "mounted $1 at $data"
}

keep_mount() {
	local uuid line
	uuid=$(probe "$(mounted_device)" UUID)
	line="UUID=$uuid $data ext4 defaults,noatime,nofail,x-systemd.device-timeout=30s 0 2"
	! grep -qxF "$line" /etc/fstab || return 0
	sed -i "\\|[[:space:]]${data}[[:space:]]|d" /etc/fstab
	printf '%s\n' "$line" >>/etc/fstab
	systemctl daemon-reload
	changed 'added the mount to /etc/fstab'
}

# Prints the device that is mounted at $data.
mounted_device() {
	findmnt --noheadings --output SOURCE --mountpoint "$data"
}

used_percent() {
	df --output=pcent "$data" | tail -n 1 | tr -dc 0-9
}

make_room() {
	printf 'Free space under %s, or enlarge the disk in Azure and run: resize2fs %s' "$data" "$(mounted_device)"
}

# Somebody else's disk is neither written to nor mounted at every boot.
refuse_other_disk() {
	local device
	device=$(find_data_device)
	[[ -z $device || $(probe "$device" UUID) == "$(probe "$(mounted_device)" UUID)" ]] ||
		fail DISK_OTHER "The disk mounted at $data is not the one at LUN 0." "$unmount_other_disk"
}

refuse_full_disk() {
	local used
	used=$(used_percent)
	((used < full_percent)) || fail DISK_FULL "The data disk is $used % full." "$(make_room)"
}

make_data_folders() {
	local name
	for name in "${data_folders[@]}"; do
		[[ ! -d $data/$name ]] || continue
		mkdir -p "$data"
		mkdir -m 0700 "$data/$name"
		changed "created $data/$name"
	done
}

# Prints those of root's folders that do not belong to root, or that others may enter.
foreign_folders() {
	local name
	for name in "${root_folders[@]}"; do
		[[ ! -d $data/$name || $(stat --format='%a %u' "$data/$name") == '700 0' ]] || printf '%s\n' "$name"
	done
}

own_data_folders() {
	local name
	for name in $(foreign_folders); do
		chown root:root "$data/$name"
		chmod 0700 "$data/$name"
		changed "closed $data/$name to all but root"
	done
}
