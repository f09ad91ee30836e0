# shellcheck shell=bash
# Finding the data disk and judging what is on it. Never by letter: letters change between boots.

disk_label=wasper-data

# Prints the device node of LUN 0, or of the device that the settings name; nothing when there is none.
find_data_device() {
	local link controller wanted
	wanted=$(setting dataDisk lun0)
	if [[ $wanted == /dev/* ]]; then
		[[ ! -b $wanted ]] || readlink --canonicalize "$wanted"
		return
	fi
	for link in /dev/disk/azure/data/by-lun/0 /dev/disk/azure/scsi1/lun0; do
		if [[ -b $link ]]; then
			readlink --canonicalize "$link"
			return
		fi
	done
	# Images without Azure's udev rules: the remote controller's second namespace is LUN 0.
	for controller in /sys/class/nvme/nvme*; do
		if [[ $(cat "$controller/model" 2>/dev/null) == 'MSFT NVMe Accelerator v1.0'* && -b /dev/${controller##*/}n2 ]]; then
			printf '/dev/%sn2' "${controller##*/}"
			return
		fi
	done
}

# Prints one field of what blkid sees on a device, read from the device itself: probe DEVICE TYPE|LABEL|UUID|PTTYPE.
probe() {
	blkid --probe --output value --match-tag "$2" "$1" 2>/dev/null
}

# Whether a device holds nothing, by three witnesses: no known signature for blkid, none for wipefs,
# and nothing but zeros in its first and last megabyte.
device_is_empty() {
	local size
	blkid --probe "$1" >/dev/null 2>&1 && return 1
	[[ $? -eq 2 ]] || return 1
	[[ -z $(wipefs --no-act "$1" 2>&1) ]] || return 1
	size=$(blockdev --getsize64 "$1") || return 1
	cmp --silent --bytes=1048576 "$1" /dev/zero || return 1
	cmp --silent --bytes=1048576 --ignore-initial="$((size - 1048576)):0" "$1" /dev/zero
}

# Prints what is on a device, for people.
describe_device() {
	local kind
	kind=$(probe "$1" TYPE)
	printf '%s' "${kind:-$(probe "$1" PTTYPE)}"
}
