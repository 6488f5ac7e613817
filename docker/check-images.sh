#!/usr/bin/env bash
# Builds both images, runs them as docker-compose.yml does, and holds them to what docs/deployment.md says: a message
# sent through nginx over TLS streams back, and a signal ends both cleanly.
#
#   docker/check-images.sh                       with Docker
#   IMAGE_TOOL=COMMAND docker/check-images.sh    with anything that understands
#       COMMAND build FILE TAG    builds Dockerfile FILE, from this folder, as localhost/TAG
#       COMMAND run TAG           runs it in the foreground, on the host's network, with the environment variables
#                                 that $PASS names
#
# BUILD=no takes the images as they are. Needs the workspace installed (npm start or npm test once) and openssl.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
tool=${IMAGE_TOOL:-docker}
work=$(mktemp -d)
started=()
emulator=

finish() {
  local code=$? pid log
  [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true
  for pid in "${started[@]}"; do end "$pid" KILL; done
  [ "$code" -eq 0 ] || for log in "$work"/*.log; do printf '\n── %s\n' "$log"; tail -n 30 "$log"; done
  rm -rf "$work"
}
trap finish EXIT

build() { # FILE TAG
  echo "building $2"
  if [ "$tool" = docker ]; then docker build --file "$1" --tag "localhost/$2" . >"$work/build-$2.log" 2>&1
  else "$tool" build "$1" "$2" >"$work/build-$2.log" 2>&1; fi
}

# Starts an image in the background; its process is $started_pid. The variables after the tag are passed on.
run() { # TAG NAME…
  local tag=$1 flags=() name
  shift
  for name in "$@"; do flags+=(--env "$name"); done
  if [ "$tool" = docker ]; then
    local caps=()
    [ "$tag" = parley-server ] || caps=(--cap-add NET_BIND_SERVICE --cap-add CHOWN --cap-add SETGID --cap-add SETUID --cap-add DAC_OVERRIDE)
    docker run --rm --network host --read-only --tmpfs /tmp --cap-drop ALL "${caps[@]}" \
      --security-opt no-new-privileges:true "${flags[@]}" "localhost/$tag" >"$work/$tag.log" 2>&1 &
  else
    PASS="$*" "$tool" run "$tag" >"$work/$tag.log" 2>&1 &
  fi
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
  timeout 30 tail --pid="$2" -f /dev/null || { echo "$1 did not end within 30 s of SIG$3"; exit 1; }
  wait "$2" || code=$?
  [ "$code" -eq 0 ] || { echo "$1 ended with $code after SIG$3"; exit 1; }
  echo "$1 ended cleanly after SIG$3"
}

free_port() {
  node -e 'const server = require("node:net").createServer().listen(0, () => { console.log(server.address().port); server.close() })'
}

if [ "${BUILD:-yes}" = yes ]; then
  build docker/server.Dockerfile parley-server
  build docker/web.Dockerfile parley-web
fi

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
run parley-server PORT HOST TRUST_PROXY BOT_TOKEN GEMINI_API_KEY GEMINI_BASE_URL
server=$started_pid
HTTP_PORT=$(free_port) HTTPS_PORT=$(free_port) SERVER_ADDRESS=127.0.0.1:$PORT
export HTTP_PORT HTTPS_PORT SERVER_ADDRESS
run parley-web-check HTTP_PORT HTTPS_PORT SERVER_ADDRESS
web=$started_pid

NODE_EXTRA_CA_CERTS="$work/tls/fullchain.pem" node --test --test-reporter=spec docker/test/through-nginx.test.mjs

expect_clean_end server "$server" TERM
expect_clean_end web "$web" QUIT
