# shellcheck shell=bash
# Stands in for the application's container: processes with the names of the real ones, alone in a PID namespace.
# Reads `SHORT NAME<tab>COMMAND LINE` of each from $PROCESSES and a command, one word a line, from standard input; so its
# own command line has nothing of either. Runs the command, and prints the names of those that were told to end.
set -euo pipefail

# `pkill` must not see the processes of this computer.
[[ $$ == 1 ]] || exit 99
mapfile -t command
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >process <<'END'
printf '%s' "$1" >/proc/$$/comm
trap 'echo "$1" >>told; exit 0' TERM
: >"ready.$$"
while :; do read -r -t 60 <>pipe || true; done
END
mkfifo pipe
touch told
started=0
while IFS=$'\t' read -r name line; do
	(exec -a "$line" bash process "$name" </dev/null >/dev/null 2>&1) &
	started=$((started + 1))
done <<<"$PROCESSES"
until [[ $(find . -name 'ready.*' | wc -l) == "$started" ]]; do sleep 0.02; done
"${command[@]}"
until [[ -s told ]]; do sleep 0.02; done
cat told
