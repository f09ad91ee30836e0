# shellcheck shell=bash
# disk: the data disk at /mnt/data, found by LUN, formatted only when it is proven to be empty.

data_folders=(postgres redis wasper-data nginx-ssl letsencrypt backups secrets)
# Those that no container owns.
root_folders=(nginx-ssl letsencrypt backups secrets)

# Those that a container owns, each under its own name.
container_folders=(postgres redis)

full_percent=95
remove_files="Find where most files are with: sudo du --inodes -d 2 $data | sort -n | tail. Delete those that nobody needs, then run the same command again."

hidden_data="Wasper's data is in $data on the system disk; a disk mounted there would hide it, and Wasper would start empty."
move_data="To keep it there, run again without --data-disk. To move it to the disk, on the machine: sudo wasperctl stop && sudo mv $data $data.system && sudo wasperctl apply disk && sudo cp -a $data.system/. $data/; then run the same command again."
unmount_other_disk="Unmount it with: umount $data. Then run the same command again."

attach_empty_disk() {
	if is_in_azure; then printf 'Attach an empty disk at LUN 0'; else printf 'Name an empty disk with --data-disk'; fi
	printf ', or wipe this one by hand if nobody needs its data.'
}

inspect_disk() {
	if [[ $(setting dataDisk lun0) == none ]]; then
		inspect_given_folder
	elif mountpoint --quiet "$data"; then
		inspect_mounted_disk "$(find_data_device)"
	else
		inspect_unmounted_disk "$(find_data_device)"
	fi
}

# Without a disk of its own data is on the system disk, or on what the operator mounts there.
inspect_given_folder() {
	disk_is_in_place || report broken not-mounted "$data is not mounted" "$data is in /etc/fstab but not mounted." || return
	[[ -d $data/secrets ]] || report absent not-created "$data does not exist yet" || return
	inspect_data_folders
	report_usage
	if mountpoint --quiet "$data"; then
		report_ok "$data on $(mounted_device), $(used_percent pcent) % used"
	else
		report_ok "$data on the OS disk, as configured"
	fi
}

# Whether data belongs on a disk of its own: by the settings, or because this machine has mounted one there before.
data_disk_is_expected() {
	[[ $(setting dataDisk lun0) != none ]] || is_in_fstab
}

# Whether what the stack uses is there: its disk is mounted, or its data is on the system disk.
disk_is_in_place() {
	mountpoint --quiet "$data" || data_is_on_system_disk
}

# Also when a disk for it was named later, and is not mounted yet.
data_is_on_system_disk() {
	! mountpoint --quiet "$data" && { ! data_disk_is_expected || { ! is_in_fstab && mount_would_hide_data; }; }
}

is_in_fstab() {
	grep -q "^[^#].*[[:space:]]${data}[[:space:]]" "$prefix/etc/fstab" 2>/dev/null
}

# Whether the folder itself, below any mount, holds the data of a deployment on the system disk; a mount would hide it.
mount_would_hide_data() {
	database_exists || [[ -s $secrets_file ]]
}

inspect_unmounted_disk() {
	! mount_would_hide_data || report broken data-on-system-disk "$data on the system disk holds data that the disk would hide" "$hidden_data" "$move_data" || return
	[[ -n $1 ]] || report absent not-attached "no disk at $(disk_place)" || return
	! is_in_fstab || report broken not-mounted "$1 is not mounted" 'The data disk is in /etc/fstab but not mounted.' || return
	[[ $(probe "$1" LABEL) != "$disk_label" ]] || report absent existing-data "$1 holds the data of an earlier deployment, not mounted yet" || return
	! device_is_empty "$1" || report absent not-formatted "$1 is empty, not formatted yet" || return
	report broken foreign-data "$1 holds $(describe_device "$1")" "The disk at $(disk_place) holds data that is not from Wasper." "$(attach_empty_disk)"
}

inspect_mounted_disk() {
	local uuid
	uuid=$(findmnt --noheadings --output UUID --mountpoint "$data")
	[[ -n $uuid ]] || uuid=$(probe "$(mounted_device)" UUID)
	[[ -z $1 || $(probe "$1" UUID) == "$uuid" ]] || report broken other-disk "another disk is mounted at $data" "The disk mounted at $data is not the one at $(disk_place)." "$unmount_other_disk" || return
	grep -q "^UUID=${uuid}[[:space:]]*${data}[[:space:]].*nofail" "$prefix/etc/fstab" || report drifted not-in-fstab 'not in /etc/fstab' 'The disk would not be mounted after a reboot.'
	inspect_data_folders
	report_usage
	report_ok "$(findmnt --noheadings --output FSTYPE --mountpoint "$data") at $data, UUID $uuid, $(used_percent pcent) % used"
}

# Space and inodes: without inodes no file can be created either.
report_usage() {
	local used inodes
	used=$(used_percent pcent)
	inodes=$(used_percent ipcent)
	((used < full_percent)) || report broken nearly-full "$used % used" "The $(disk_name) is $used % full." "$(make_room)"
	((inodes < full_percent)) || report broken inodes-used-up "$inodes % of the inodes used" "On the $(disk_name) $inodes % of the inodes are used: soon no file can be created." "$remove_files"
}

disk_name() {
	if mountpoint --quiet "$data"; then printf 'data disk'; else printf 'system disk'; fi
}

inspect_data_folders() {
	local name missing='' foreign=''
	for name in "${data_folders[@]}"; do [[ -d $data/$name ]] || missing+=" $name"; done
	[[ -z $missing ]] || report drifted folders-missing "missing folders:$missing" "Folders are missing in $data:$missing."
	for name in $(foreign_folders); do foreign+=" $name"; done
	[[ -z $foreign ]] || report drifted wrong-owner "wrong owner or mode:$foreign" "These folders in $data, or files in them, belong to another account or are open to others:$foreign."
}

apply_disk() {
	local device
	if [[ $(setting dataDisk lun0) == none ]]; then
		disk_is_in_place || perform mount "$data" || fail DISK_MOUNT_FAILED "$data could not be mounted." 'See: dmesg. Then run the same command again.'
	else
		if ! mountpoint --quiet "$data"; then
			! mount_would_hide_data || fail DATA_HIDDEN "$hidden_data" "$move_data"
			device=$(wait_for_data_device)
			[[ -n $device ]] || fail DISK_MISSING "No disk appeared at $(disk_place) within a minute." "Attach the data disk to the machine at $(disk_place), then run the same command again."
			format_when_empty "$device"
			mount_data "$device"
		fi
		refuse_other_disk
		keep_mount
	fi
	make_data_folders
	own_data_folders
	refuse_full_disk
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
	device_is_empty "$1" || fail DISK_NOT_EMPTY "The disk at $(disk_place) ($1) is not empty (it holds ${disk_content:=$(describe_device "$1")}) and is not from Wasper." "$(attach_empty_disk)"
	perform mkfs.ext4 -q -L "$disk_label" -m 1 "$1" || fail DISK_FORMAT_FAILED "The disk $1 could not be formatted." 'See the output below; another disk may help.'
	changed "formatted $1 as ext4"
}

# e2fsck does not look at a disk that is in use, as it still is by containers after a lazy unmount; such a disk is sound enough to mount.
mount_data() {
	local code=0
	mkdir -p "$data"
	perform fsck -T -a "$1" || code=$?
	(((code & 4) == 0)) || fail DISK_DAMAGED "The file system on $1 is damaged beyond automatic repair." "Run fsck $1 on the machine and answer its questions, then run the same command again."
	perform mount -o noatime "$1" "$data" || fail DISK_MOUNT_FAILED "$1 could not be mounted at $data." 'See: dmesg. Then run the same command again.'
	changed "mounted $1 at $data"
}

keep_mount() {
	local uuid line
	uuid=$(probe "$(mounted_device)" UUID)
	line="UUID=$uuid $data ext4 defaults,noatime,nofail,x-systemd.device-timeout=30s 0 2"
	! grep -qxF "$line" "$prefix/etc/fstab" || return 0
	sed -i "\\|[[:space:]]${data}[[:space:]]|d" "$prefix/etc/fstab"
	printf '%s\n' "$line" >>"$prefix/etc/fstab"
	systemctl daemon-reload
	changed 'added the mount to /etc/fstab'
}

# Prints the device that is mounted at $data.
mounted_device() {
	findmnt --noheadings --output SOURCE --mountpoint "$data"
}

# Of space (pcent) or inodes (ipcent); file systems that make inodes as they need them have no figure.
used_percent() {
	printf '%d' "$(df --output="$1" "$data" | tail -n 1 | tr -dc 0-9)"
}

make_room() {
	local device
	device=$(mounted_device)
	printf 'Free space under %s' "$data"
	[[ -z $device ]] || printf ', or enlarge the disk%s and run: resize2fs %s' "$(! is_in_azure || printf ' in Azure')" "$device"
}

# Somebody else's disk is neither written to nor mounted at every boot.
refuse_other_disk() {
	local device
	device=$(find_data_device)
	[[ -z $device || $(probe "$device" UUID) == "$(probe "$(mounted_device)" UUID)" ]] ||
		fail DISK_OTHER "The disk mounted at $data is not the one at $(disk_place)." "$unmount_other_disk"
}

refuse_full_disk() {
	local used inodes
	used=$(used_percent pcent)
	inodes=$(used_percent ipcent)
	((used < full_percent)) || fail DISK_FULL "The $(disk_name) is $used % full." "$(make_room)"
	((inodes < full_percent)) || fail DISK_FULL "On the $(disk_name) $inodes % of the inodes are used." "$remove_files"
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

# Prints what is not as it must be in a folder of root: of another account, or writable for others; keys that they can read.
foreign_files() {
	find "$data/$1" -maxdepth 0 '(' ! -user root -o -perm /077 ')' -printf '%p\n'
	find "$data/$1" -mindepth 1 ! -type l '(' ! -user root -o -perm /022 ')' -printf '%p\n'
	find "$data/$1" -mindepth 1 -type f -name '*key*' -perm /077 -printf '%p\n'
}

# Prints what does not belong to the account of its running container, which closes the folder to all others.
strange_files() {
	local account
	account=$(container_account "$1")
	[[ -n $account && $account != 0 ]] || return 0
	find "$data/$1" ! -user "$account" -printf '%p\n' 2>/dev/null
	find "$data/$1" -maxdepth 0 -perm /027 -printf '%p\n'
}

# Prints the folders in which something has the wrong owner or mode.
foreign_folders() {
	local name
	for name in "${root_folders[@]}"; do
		[[ ! -d $data/$name || -z $(foreign_files "$name") ]] || printf '%s\n' "$name"
	done
	for name in "${container_folders[@]}"; do
		[[ ! -d $data/$name || -z $(strange_files "$name") ]] || printf '%s\n' "$name"
	done
}

own_data_folders() {
	local name
	for name in "${root_folders[@]}"; do
		[[ -n $(foreign_files "$name") ]] || continue
		chown --recursive --no-dereference root:root "$data/$name"
		chmod --recursive go-w "$data/$name"
		find "$data/$name" -type f -name '*key*' -exec chmod go= {} +
		chmod 0700 "$data/$name"
		changed "closed $data/$name to all but root"
	done
	for name in "${container_folders[@]}"; do
		[[ -n $(strange_files "$name") ]] || continue
		chown --recursive --no-dereference "$(container_account "$name")" "$data/$name"
		chmod 0700 "$data/$name"
		changed "gave $data/$name back to its container"
	done
}
