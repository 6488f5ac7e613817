# The server: production dependencies, its sources (Node runs the TypeScript as it is), a data volume.
# Build it from the project's folder: docker build -f docker/server.Dockerfile -t parley-server .

FROM node:24-bookworm-slim AS manifests
WORKDIR /parley
COPY . ./
RUN find apps packages tooling -type f -not -name package.json -delete

FROM node:24-bookworm-slim AS base
WORKDIR /parley
# Only what names dependencies: an edited source installs nothing anew.
COPY --from=manifests /parley ./
# The version of pnpm stands once, in package.json.
RUN npm install --global --no-fund --no-audit "$(node -p 'require("./package.json").packageManager')"

FROM base AS generated
RUN pnpm install --frozen-lockfile --filter @parley/db
COPY tooling/typescript tooling/typescript
COPY packages/db packages/db
RUN pnpm --filter @parley/db generate

FROM base AS assembled
# What is optional among them is Prisma's command line and TypeScript: tools, which only development needs.
RUN pnpm install --frozen-lockfile --prod --no-optional --filter-prod '@parley/server...' \
  # tRPC asks for TypeScript to check types with; Prisma brings its compilers for databases that Parley has none of.
  && rm -rf node_modules/.pnpm/typescript@* \
  && find node_modules/.pnpm/@prisma+client@*/node_modules/@prisma/client/runtime -type f \
    \( -name '*.sqlserver.*' -o -name '*.cockroachdb.*' -o -name '*.mysql.*' -o -name '*.map' -o -name 'wasm-compiler-edge.*' \) -delete
# Workspace packages stay outside of node_modules (links lead to them): below it Node strips no types.
COPY apps/server apps/server
COPY packages packages
COPY --from=generated /parley/packages/db/src/generated packages/db/src/generated
RUN rm -rf apps/web packages/emulators packages/trpc-vue-query tooling docker

FROM node:24-bookworm-slim
# Node and nothing to install anything with.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && install --directory --owner=node --group=node /data
WORKDIR /parley
COPY --from=assembled /parley ./

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/parley.db
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1: it handles SIGTERM itself and starts no other process, so there is nothing to reap.
CMD ["node", "--disable-warning=ExperimentalWarning", "apps/server/src/main.ts"]
