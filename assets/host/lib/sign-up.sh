# shellcheck shell=bash
# Whether nginx lets visitors reach sign-up.

sign_up_file=$stack_folder/nginx/sign-up.conf

close_sign_up() {
	if write_file "$sign_up_file" 0644 "$(<"$home/templates/nginx/sign-up-closed.conf")"; then
		changed 'closed sign-up until the owner exists'
	fi
}

open_sign_up() {
	if write_file "$sign_up_file" 0644 "$(<"$home/templates/nginx/sign-up-open.conf")"; then
		reload_nginx
		changed 'opened sign-up by invitation'
	fi
}

sign_up_is_open() {
	[[ $(<"$sign_up_file") == "$(<"$home/templates/nginx/sign-up-open.conf")" ]]
}
