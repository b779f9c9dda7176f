# syntax=docker/dockerfile:1

FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags "-s -w" -o /out/onrecord . \
    && mkdir -p /out/data

# Nothing but the program, which brings the world's time zones along, and the certificates that it checks others by.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/onrecord /onrecord
# A new volume takes over the owner of the folder that it covers.
COPY --from=build --chown=65532:65532 /out/data /data
ENV ONRECORD_DATA=/data
USER 65532:65532
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=20s --retries=3 CMD ["/onrecord", "doctor", "--quiet"]
ENTRYPOINT ["/onrecord"]
CMD ["run"]
