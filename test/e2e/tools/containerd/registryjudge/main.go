// Says what containerd's own resolver and fetcher make of registries: one line of JSON in, a scene; one line of JSON
// out, whether its image can be pulled. Scenes run side by side, so answers may come in another order.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/containerd/containerd/v2/core/images"
	"github.com/containerd/containerd/v2/core/remotes"
	"github.com/containerd/containerd/v2/core/remotes/docker"
	"github.com/containerd/containerd/v2/core/remotes/docker/config"
	"github.com/containerd/containerd/v2/plugins/content/local"
	"github.com/containerd/log"
	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/sirupsen/logrus"
)

type credential struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

// What stands in `registry.configs."HOST".auth` of the CRI plugin.
type configured struct {
	Username      string `json:"username"`
	Password      string `json:"password"`
	Auth          string `json:"auth"`
	IdentityToken string `json:"identitytoken"`
}

type scene struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
	// Tried one after the other, each by a pull of its own; none is one pull without credentials.
	Credentials []credential `json:"credentials"`
	// What `config_path` names; "" is none.
	HostsDir string `json:"hostsDir"`
	// Those of containerd's own configuration, by the host that is contacted.
	Configured map[string]configured `json:"configured"`
	// Where names lead to: the addresses of each.
	Names map[string][]string `json:"names"`
	// PEM, trusted besides the system's.
	Authorities string `json:"authorities"`
	// The longest wait for a connection and for the first header, in milliseconds; 0 leaves containerd's own.
	TimeoutMs int `json:"timeoutMs"`
	// Instead of all that: an index, and the platform whose image of it is asked for.
	Index    string `json:"index"`
	Platform string `json:"platform"`
}

type answer struct {
	ID string `json:"id"`
	// The digest that is chosen of an index; "" is none.
	Chosen    string `json:"chosen,omitempty"`
	Available bool   `json:"available"`
	// The last pull's.
	Error string `json:"error"`
}

func main() {
	log.L.Logger.SetOutput(io.Discard)
	logrus.SetOutput(io.Discard)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	out := json.NewEncoder(os.Stdout)
	var all sync.WaitGroup
	var mutex sync.Mutex
	for lines.Scan() {
		var played scene
		if err := json.Unmarshal(lines.Bytes(), &played); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		all.Go(func() {
			found := play(played)
			mutex.Lock()
			defer mutex.Unlock()
			out.Encode(found)
		})
	}
	all.Wait()
}

// As the kubelet does: a whole pull for each credential, until one succeeds.
func play(played scene) answer {
	if played.Index != "" {
		return choose(played)
	}
	credentials := make([]*credential, 0, 1)
	for index := range played.Credentials {
		credentials = append(credentials, &played.Credentials[index])
	}
	if len(credentials) == 0 {
		credentials = append(credentials, nil)
	}
	found := answer{ID: played.ID}
	for _, one := range credentials {
		err := pull(played, one)
		if err == nil {
			return answer{ID: played.ID, Available: true}
		}
		found.Error = err.Error()
	}
	return found
}

// As images.Manifest does before it looks at the manifest itself.
func choose(played scene) answer {
	found := answer{ID: played.ID}
	var index ocispec.Index
	if err := json.Unmarshal([]byte(played.Index), &index); err != nil {
		found.Error = err.Error()
		return found
	}
	platform, err := platforms.Parse(played.Platform)
	if err != nil {
		found.Error = err.Error()
		return found
	}
	matcher := platforms.Only(platform)
	children := images.HandlerFunc(func(context.Context, ocispec.Descriptor) ([]ocispec.Descriptor, error) {
		return index.Manifests, nil
	})
	handler := images.LimitManifests(images.FilterPlatforms(children, matcher), matcher, 1)
	chosen, err := handler(context.Background(), ocispec.Descriptor{MediaType: ocispec.MediaTypeImageIndex})
	if err != nil {
		found.Error = err.Error()
		return found
	}
	found.Available = true
	found.Chosen = chosen[0].Digest.String()
	return found
}

func pull(played scene, login *credential) error {
	ctx := context.Background()
	options := config.HostOptions{
		// As the CRI plugin: what it is configured with counts where the kubelet gives nothing.
		Credentials: func(host string) (string, string, error) {
			if login == nil {
				return parseAuth(played.Configured[host])
			}
			return parseAuth(configured{Username: login.Username, Password: login.Password})
		},
		UpdateClient: func(client *http.Client) error { return update(played, client) },
	}
	if played.HostsDir != "" {
		options.HostDir = config.HostDirFromRoot(played.HostsDir)
	}
	resolver := docker.NewResolver(docker.ResolverOptions{Hosts: config.ConfigureHosts(ctx, options)})
	name, descriptor, err := resolver.Resolve(ctx, played.Reference)
	if err != nil {
		return err
	}
	fetcher, err := resolver.Fetcher(ctx, name)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "judge")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	store, err := local.NewStore(folder)
	if err != nil {
		return err
	}
	if _, err = remotes.FetchHandler(store, fetcher)(ctx, descriptor); err != nil {
		return err
	}
	// What images.Manifest says to it, before a container can be made of it.
	if !images.IsManifestType(descriptor.MediaType) && !images.IsIndexType(descriptor.MediaType) {
		return fmt.Errorf("unexpected media type %q", descriptor.MediaType)
	}
	return nil
}

// ParseAuth of the CRI plugin: a password without a user name is dropped.
func parseAuth(auth configured) (string, string, error) {
	switch {
	case auth.Username != "":
		return auth.Username, auth.Password, nil
	case auth.IdentityToken != "":
		return "", auth.IdentityToken, nil
	case auth.Auth != "":
		decoded, err := base64.StdEncoding.DecodeString(auth.Auth)
		if err != nil {
			return "", "", err
		}
		user, password, ok := strings.Cut(string(decoded), ":")
		if !ok {
			return "", "", fmt.Errorf("no user name and password")
		}
		return user, strings.Trim(password, "\x00"), nil
	}
	return "", "", nil
}

func update(played scene, client *http.Client) error {
	transport, ok := client.Transport.(*http.Transport)
	if !ok {
		return nil
	}
	wait := time.Duration(played.TimeoutMs) * time.Millisecond
	dialer := net.Dialer{Timeout: 30 * time.Second}
	if wait > 0 {
		dialer.Timeout = wait
		transport.ResponseHeaderTimeout = wait
	}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		addresses, ok := played.Names[host]
		if !ok {
			if net.ParseIP(host) == nil && host != "localhost" {
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			}
			return dialer.DialContext(ctx, network, address)
		}
		// One after the other, as within a family of addresses.
		for _, one := range addresses {
			var connection net.Conn
			if connection, err = dialer.DialContext(ctx, network, net.JoinHostPort(one, port)); err == nil {
				return connection, nil
			}
		}
		return nil, err
	}
	if played.Authorities != "" {
		if transport.TLSClientConfig == nil {
			transport.TLSClientConfig = &tls.Config{}
		}
		if transport.TLSClientConfig.RootCAs == nil {
			transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		}
		transport.TLSClientConfig.RootCAs.AppendCertsFromPEM([]byte(played.Authorities))
	}
	return nil
}
