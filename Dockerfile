# check=error=true

# The exporter's image: a Node.js runtime and the bundle, nothing else. For amd64 and arm64:
#
#   docker buildx build --platform linux/amd64,linux/arm64 --build-arg VERSION=0.1.0 .

# With SOURCE_DATE_EPOCH set and `--output type=…,rewrite-timestamp=true`, the same commit gives the same image: SECURITY.md.

# What the image runs on: anything that has `node` (22.19 or later) in its PATH or in /nodejs/bin.
ARG BASE=gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e
# What the bundle is made on. It is the same for all architectures.
ARG BUILDER=docker.io/library/node:24.21.0-trixie-slim@sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66
# Where the bundle comes from: the stage below, or an image of its own that has it in /out.
ARG BUNDLE=build

FROM --platform=$BUILDPLATFORM ${BUILDER} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY chart/values.schema.json chart/
COPY chart/files chart/files
COPY dashboards dashboards
COPY scripts scripts
COPY rules rules
COPY notifications notifications
COPY src src
# What `prepare` would have made, with the bundle.
RUN node scripts/build.ts /out

FROM ${BUNDLE} AS bundle

FROM ${BASE}
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="k8s-image-availability-exporter" \
      org.opencontainers.image.description="Tells which container images of a Kubernetes cluster can no longer be pulled, before a pod has to be re-created" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/k8s-image-availability-exporter/k8s-image-availability-exporter" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
COPY --chmod=0644 LICENSE /licenses/LICENSE
COPY --from=bundle /out /app
# Whoever it runs as has a home, if an empty one.
ENV NODE_ENV=production \
    HOME=/ \
    PATH=/nodejs/bin:/usr/local/bin:/usr/bin:/bin
# By number, so that Kubernetes can tell that it is not root.
USER 65532:65532
EXPOSE 8080
# V8 keeps its young generation small: most of what a list of workloads leaves behind. While the cluster is listed it does not
# look for garbage among what is kept, of which there is little; then it is told to, once. Nor does it guess what will live
# long: where it guesses wrong, checks take three times as long for good. Node.js takes this here only, not in
# NODE_OPTIONS of every version. Nobody is to debug it who may send it a signal.
ENTRYPOINT ["node", "--disable-sigusr1", "--optimize-for-size", "--initial-old-space-size=96", "--expose-gc", "--no-allocation-site-pretenuring", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering", "/app/main.js"]
