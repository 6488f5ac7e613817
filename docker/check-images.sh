#!/usr/bin/env bash
# Builds both images, runs them as docker-compose.yml does, and holds them to what docs/deployment.md says: what is in
# them, that a message sent through nginx over TLS streams back, and that a signal ends both cleanly. The last line is
# `N passed, N failed`.
#
#   docker/check-images.sh [build|check]         with Docker; without an argument both, one after the other
#   IMAGE_TOOL=COMMAND docker/check-images.sh    with anything that understands
#       COMMAND build FILE TAG          builds Dockerfile FILE, from this folder, as localhost/TAG
#       COMMAND run TAG [PROGRAM…]      runs it, or PROGRAM in it, in the foreground, on the host's network, with the
#                                       environment variables that $PASS names
#
# `check` needs the workspace installed (npm start or npm test once) and openssl.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
tool=${IMAGE_TOOL:-docker}
part=${1:-both}
work=$(mktemp -d)
started=()
emulator=
passed=0 failed=0

finish() {
  local code=$? pid log
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  for pid in "${started[@]}"; do end "$pid" KILL; done
  [ "$code" -eq 0 ] || for log in "$work"/*.log; do printf '\n── %s\n' "$log"; tail -n 30 "$log"; done >&2
  rm -rf "$work"
}
trap finish EXIT

build() { # FILE TAG
  echo "building $2"
  if [ "$tool" = docker ]; then docker build --file "$1" --tag "localhost/$2" . >"$work/build-$2.log" 2>&1
  else "$tool" build "$1" "$2" >"$work/build-$2.log" 2>&1; fi
}

# Runs an image, with the environment variables that $PASS names, confined as in docker-compose.yml.
run_image() { # TAG [PROGRAM…]
  local tag=$1 flags=() name
  shift
  if [ "$tool" != docker ]; then exec "$tool" run "$tag" "$@"; fi
  for name in $PASS; do flags+=(--env "$name"); done
  [ "$tag" = parley-server ] || flags+=(--cap-add NET_BIND_SERVICE --cap-add CHOWN --cap-add SETGID --cap-add SETUID --cap-add DAC_OVERRIDE)
  exec docker run --rm --network host --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges:true \
    "${flags[@]}" "localhost/$tag" "$@"
}

# Starts an image in the background; its process is $started_pid. The variables after the tag are passed on.
start() { # TAG NAME…
  local tag=$1
  shift
  (PASS="$*" run_image "$tag") >"$work/$tag.log" 2>&1 &
  started_pid=$!
  started+=("$started_pid")
}

# The image's own process. Docker's client passes signals on by itself; another tool runs it as its last descendant,
# below which are only nginx's workers.
inner() { # PID
  local pid=$1 child
  while [ "$tool" != docker ] && child=$(pgrep -P "$pid" | head -n 1) && [ -n "$child" ]; do
    case $(tr '\0' ' ' <"/proc/$child/cmdline") in 'nginx: worker'*) break ;; esac
    pid=$child
  done
  echo "$pid"
}

end() { # PID SIGNAL
  kill -s "$2" "$(inner "$1")" 2>/dev/null || true
}

expect_clean_end() { # WHAT PID SIGNAL
  end "$2" "$3"
  local code=0
  timeout 30 tail --pid="$2" -f /dev/null || code='nothing within 30 s'
  [ "$code" != 0 ] || wait "$2" || code=$?
  echo "$1 answers SIG$3 with exit code $code"
  if [ "$code" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

free_port() {
  node -e 'const server = require("node:net").createServer().listen(0, () => { console.log(server.address().port); server.close() })'
}

if [ "$part" != check ]; then
  build docker/server.Dockerfile parley-server
  build docker/web.Dockerfile parley-web
fi
[ "$part" != build ] || exit 0

# A certificate of our own, laid into an image: not every tool mounts folders.
mkdir "$work/tls"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout "$work/tls/privkey.pem" -out "$work/tls/fullchain.pem" 2>/dev/null
printf 'FROM localhost/parley-web\nCOPY tls /etc/parley/tls\n' >"$work/Dockerfile"
(cd "$work" && build Dockerfile parley-web-check)

emulator_port=$(free_port)
node packages/emulators/src/main.ts --gemini-port "$emulator_port" --weather-port 0 >"$work/emulator.log" 2>&1 &
emulator=$!

PORT=$(free_port)
export PORT HOST=127.0.0.1 TRUST_PROXY=1 BOT_TOKEN=42:check-images GEMINI_API_KEY=check GEMINI_BASE_URL="http://127.0.0.1:$emulator_port"
start parley-server PORT HOST TRUST_PROXY BOT_TOKEN GEMINI_API_KEY GEMINI_BASE_URL
server=$started_pid
HTTP_PORT=$(free_port) HTTPS_PORT=$(free_port) SERVER_ADDRESS=127.0.0.1:$PORT
export HTTP_PORT HTTPS_PORT SERVER_ADDRESS
start parley-web-check HTTP_PORT HTTPS_PORT SERVER_ADDRESS
web=$started_pid

code=0
NODE_EXTRA_CA_CERTS="$work/tls/fullchain.pem" node --test --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$work/tap" docker/test/through-nginx.test.mjs || code=$?

# Beside the running server, since the image's healthcheck has to find it.
HEALTHCHECK=$(node docker/test/healthcheck-of.mjs docker/server.Dockerfile)
export HEALTHCHECK
(PASS='PORT HEALTHCHECK' run_image parley-server node --input-type=module -e "$(cat docker/test/look-inside.mjs)") >"$work/inside.json" 2>"$work/inside.log"
INSIDE="$work/inside.json" node --test --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$work/tap-inside" docker/test/inside-server.test.mjs || code=$?

of() { awk -v name="$1" '$1 == "#" && $2 == name { sum += $3 } END { print sum + 0 }' "$work/tap" "$work/tap-inside"; }
passed=$(of pass) failed=$(of fail)
# A test file that does not even load is a failure without a failed test.
[ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

expect_clean_end server "$server" TERM
expect_clean_end web "$web" QUIT
printf '\n%s passed, %s failed\n' "$passed" "$failed"
exit $((failed > 0))
