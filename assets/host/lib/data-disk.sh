# shellcheck shell=bash
# Finding the data disk, and what is on it. Never by letter: letters change between boots.

disk_label=wasper-data

# Whether this is a virtual machine that create-wasper-azure created: for a given machine the laptop always names the disk, or none.
is_in_azure() {
	[[ $(setting dataDisk lun0) == lun* ]]
}

# Prints how people know the data disk: `LUN 0`, or its path.
disk_place() {
	local place
	place=$(setting dataDisk lun0)
	printf '%s' "${place/#lun/LUN }"
}

# Prints the device node of the LUN or of the device that the settings name, LUN 0 by default; nothing when there is none.
find_data_device() {
	local link lun namespace wanted
	wanted=$(setting dataDisk lun0)
	if [[ $wanted == /dev/* ]]; then
		[[ ! -b $wanted ]] || readlink --canonicalize "$wanted"
		return
	fi
	lun=${wanted#lun}
	for link in "/dev/disk/azure/data/by-lun/$lun" "/dev/disk/azure/scsi1/lun$lun"; do
		if [[ -b $link ]]; then
			readlink --canonicalize "$link"
			return
		fi
	done
	# Images without Azure's udev rules: on the remote controller, LUN 0 is the namespace with the id 2, and so on. It need not be the
	# one with the name n2: kernels give names in the order in which they find namespaces, side by side.
	for namespace in /sys/block/nvme*n*; do
		if [[ $(cat "$namespace/nsid" "$namespace/device/model" 2>/dev/null) == "$((lun + 2))"$'\nMSFT NVMe Accelerator v1.0'* && -b /dev/${namespace##*/} ]]; then
			printf '/dev/%s' "${namespace##*/}"
			return
		fi
	done
}

# Prints one field of what blkid finds on a device, read from the device itself: probe DEVICE TYPE|LABEL|UUID|PTTYPE.
probe() {
	blkid --probe --output value --match-tag "$2" "$1" 2>/dev/null
}

# Whether a device is empty, proven three ways: blkid knows no signature on it, wipefs knows none,
# and its first and last megabyte are zeros.
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
