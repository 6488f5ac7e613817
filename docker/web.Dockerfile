# nginx with the built app, in front of the server: TLS, HTTP/2, compression, limits.
# Build it from the project's folder: docker build -f docker/web.Dockerfile -t parley-web .

FROM node:24-bookworm-slim AS build
WORKDIR /parley
COPY package.json ./
RUN npm install --global --no-fund --no-audit "$(node -p 'require("./package.json").packageManager')"
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/web/package.json apps/web/
COPY packages/trpc-vue-query/package.json packages/trpc-vue-query/
COPY tooling/typescript/package.json tooling/typescript/
# The app takes only types from the API, which the build does not look at: neither it nor the server is installed.
RUN pnpm install --frozen-lockfile --filter @parley/web --filter trpc-vue-query
COPY tooling/typescript tooling/typescript
COPY packages/trpc-vue-query packages/trpc-vue-query
COPY apps/web apps/web
RUN pnpm --filter @parley/web build

FROM nginx:stable-bookworm
COPY docker/nginx.conf.template /etc/parley/
COPY --from=build /parley/apps/web/dist /usr/share/parley

# Where the server is, and the names of the mounted certificate (with its chain) and key.
ENV SERVER_ADDRESS=server:3000 \
    HTTP_PORT=80 HTTPS_PORT=443 \
    TLS_CERTIFICATE=/etc/parley/tls/fullchain.pem TLS_KEY=/etc/parley/tls/privkey.pem \
    REQUESTS_PER_SECOND=30 CONNECTIONS_PER_ADDRESS=200
EXPOSE 80 443
STOPSIGNAL SIGQUIT
# Only these are replaced: nginx has variables of its own.
CMD ["sh", "-ec", "envsubst '$SERVER_ADDRESS $HTTP_PORT $HTTPS_PORT $TLS_CERTIFICATE $TLS_KEY $REQUESTS_PER_SECOND $CONNECTIONS_PER_ADDRESS' < /etc/parley/nginx.conf.template > /tmp/nginx.conf; nginx -t -q -c /tmp/nginx.conf; exec nginx -c /tmp/nginx.conf -g 'daemon off;'"]
