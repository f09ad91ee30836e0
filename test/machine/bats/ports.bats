bats_require_minimum_version 1.5.0

setup() {
	load load
	load_wasperctl
	settings '{}'
	remembered_containers=''
	holder=apache2
	ss() { [[ ${*: -1} != *:80 || -z $holder ]] || printf 'LISTEN 0 511 *:80 *:* users:(("%s",pid=12,fd=4),("%s",pid=13,fd=4))\n' "$holder" "$holder"; }
	perform() { printf 'performed %s\n' "$*"; }
	has_program() { :; }
}

@test "a port that other software uses is found before the firewall or anything else is changed" {
	run -1 apply_firewall
	[[ $output == *PORT_TAKEN*'used by apache2'* && $output != *performed* ]]
	holder=docker-proxy
	[[ $(free_port docker-proxy) == *'docker ps'* ]]
	run -1 refuse_taken_ports
}

@test "a machine without the stack says who uses its port" {
	remembered_engine=27
	[ "$(report_json stack "$(inspect_unit stack)" | jq --raw-output '.findings[0] | .code + ": " + .fix')" = \
		'host.stack.port-taken: Stop what uses it, such as with sudo systemctl disable --now apache2. Then run the same command again.' ]
}

@test "our own nginx is nobody else" {
	remembered_containers='nginx running/healthy nginx:1.28-alpine'
	refuse_taken_ports
	holder=''
	remembered_containers=''
	refuse_taken_ports
}

@test "a paused container is continued, an unhealthy one restarted" {
	remembered_containers=$'app paused/healthy x\npostgres running/healthy x\nredis running/unhealthy x\nnginx running/healthy x'
	program='true'
	systemctl() { :; }
	[ "$(follow_start | grep performed)" = $'performed docker unpause wasper-app\nperformed docker restart wasper-redis' ]
}
