// Says what CRI-O makes of registries, by the library that it pulls with: one line of JSON in, a scene; one line of JSON
// out, whether its image can be pulled. Scenes are played one after the other, as names are the whole process'.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/docker/go-connections/tlsconfig"
	"github.com/sirupsen/logrus"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/image"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/pkg/shortnames"
	"go.podman.io/image/v5/types"
	"golang.org/x/net/dns/dnsmessage"
)

type credential struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

type scene struct {
	ID string `json:"id"`
	// As in a pod.
	Reference string `json:"reference"`
	// Tried one after the other, each by a pull of its own; none is one pull without credentials.
	Credentials []credential `json:"credentials"`
	// Holds registries.conf, registries.conf.d, certs.d, auth.json and short-name-mode, where there are such; "" is none of them.
	HostsDir string `json:"hostsDir"`
	// Where names lead to: the addresses of each.
	Names map[string][]string `json:"names"`
	// PEM, trusted besides the system's.
	Authorities string `json:"authorities"`
	// Nothing waits longer than ten times this, in milliseconds; 0 is no limit.
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

// Of the scene that is played.
var names map[string][]string

// The platform is all that a node knows of itself.
func choose(played scene) answer {
	list, err := manifest.ListFromBlob([]byte(played.Index), manifest.GuessMIMEType([]byte(played.Index)))
	if err != nil {
		return answer{ID: played.ID, Error: err.Error()}
	}
	parts := append(strings.Split(played.Platform, "/"), "")
	chosen, err := list.ChooseInstance(&types.SystemContext{
		OSChoice: parts[0], ArchitectureChoice: parts[1], VariantChoice: parts[2],
	})
	if err != nil {
		return answer{ID: played.ID, Error: err.Error()}
	}
	return answer{ID: played.ID, Available: true, Chosen: chosen.String()}
}

func main() {
	logrus.SetOutput(io.Discard)
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: dialNames}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var played scene
		if err := json.Unmarshal(lines.Bytes(), &played); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		out.Encode(play(played))
	}
}

// As the kubelet does: a whole pull for each credential, until one succeeds.
func play(played scene) answer {
	if played.Index != "" {
		return choose(played)
	}
	names = played.Names
	credentials := played.Credentials
	if len(credentials) == 0 {
		credentials = []credential{{}}
	}
	found := answer{ID: played.ID}
	empty, err := os.MkdirTemp("", "judge")
	if err != nil {
		return answer{ID: played.ID, Error: err.Error()}
	}
	defer os.RemoveAll(empty)
	for _, one := range credentials {
		err := pull(played, one, empty)
		if err == nil {
			return answer{ID: played.ID, Available: true}
		}
		found.Error = strings.ReplaceAll(err.Error(), "\n", " ")
	}
	return found
}

// As CRI-O's PullImage: every name that a short one may stand for.
func pull(played scene, login credential, empty string) error {
	system := systemOf(played, login, empty)
	resolved, err := shortnames.Resolve(system, played.Reference)
	if err != nil {
		return err
	}
	for _, candidate := range resolved.PullCandidates {
		if err = pullOne(played, system, candidate.Value); err == nil {
			return nil
		}
	}
	return err
}

func systemOf(played scene, login credential, empty string) *types.SystemContext {
	folder := played.HostsDir
	if folder == "" {
		folder = empty
	}
	// A file that is named has to be there, unlike the usual one.
	file := filepath.Join(folder, "registries.conf")
	if _, err := os.Stat(file); err != nil {
		file = filepath.Join(empty, "registries.conf")
		os.WriteFile(file, nil, 0o600)
	}
	mode := types.ShortNameModeEnforcing
	// crio.conf's short_name_mode; CRI-O knows no other.
	if text, err := os.ReadFile(filepath.Join(folder, "short-name-mode")); err == nil && string(text) == "disabled" {
		mode = types.ShortNameModeDisabled
	}
	system := &types.SystemContext{
		SystemRegistriesConfPath:    file,
		SystemRegistriesConfDirPath: filepath.Join(folder, "registries.conf.d"),
		DockerPerHostCertDirPath:    filepath.Join(folder, "certs.d"),
		AuthFilePath:                filepath.Join(folder, "auth.json"),
		UserShortNameAliasConfPath:  filepath.Join(empty, "aliases.conf"),
		RegistriesDirPath:           empty,
		ShortNameMode:               &mode,
		// The library's own, beside the authorities.
		BaseTLSConfig: &tls.Config{CipherSuites: tlsconfig.ClientDefault().CipherSuites},
	}
	if played.Authorities != "" {
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM([]byte(played.Authorities))
		system.BaseTLSConfig.RootCAs = pool
	}
	// A user name says that there is something to log in with.
	if login.Username != "" {
		system.DockerAuthConfig = &types.DockerAuthConfig{Username: login.Username, Password: login.Password}
	}
	return system
}

func pullOne(played scene, system *types.SystemContext, name reference.Named) error {
	ctx := context.Background()
	if played.TimeoutMs > 0 {
		limited, cancel := context.WithTimeout(ctx, 10*time.Duration(played.TimeoutMs)*time.Millisecond)
		defer cancel()
		ctx = limited
	}
	if canonical, digested := name.(reference.Canonical); digested {
		trimmed, err := reference.WithDigest(reference.TrimNamed(name), canonical.Digest())
		if err != nil {
			return err
		}
		name = trimmed
	}
	// CRI-O has 127.0.0.0/8 among its insecure registries.
	asked := *system
	host, _, err := net.SplitHostPort(reference.Domain(name))
	if err != nil {
		host = reference.Domain(name)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.To4() != nil && ip.IsLoopback() {
		asked.DockerInsecureSkipTLSVerify = types.OptionalBoolTrue
	}
	place, err := docker.NewReference(name)
	if err != nil {
		return err
	}
	source, err := place.NewImageSource(ctx, &asked)
	if err != nil {
		return err
	}
	defer source.Close()
	blob, kind, err := image.UnparsedInstance(source, nil).Manifest(ctx)
	if err != nil {
		return err
	}
	if manifest.MIMETypeIsMultiImage(kind) {
		_, err = manifest.ListFromBlob(blob, kind)
	} else {
		_, err = manifest.FromBlob(blob, kind)
	}
	return err
}

// A name server that knows the scene's names, and those of addresses.
func dialNames(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go func() {
		defer server.Close()
		for {
			var length uint16
			if binary.Read(server, binary.BigEndian, &length) != nil {
				return
			}
			question := make([]byte, length)
			if _, err := io.ReadFull(server, question); err != nil {
				return
			}
			reply, err := answerName(question)
			if err != nil {
				return
			}
			framed := binary.BigEndian.AppendUint16(nil, uint16(len(reply)))
			if _, err := server.Write(append(framed, reply...)); err != nil {
				return
			}
		}
	}()
	return client, nil
}

func answerName(question []byte) ([]byte, error) {
	var message dnsmessage.Message
	if err := message.Unpack(question); err != nil {
		return nil, err
	}
	message.Response = true
	message.Additionals = nil
	asked := message.Questions[0]
	addresses, known := names[strings.TrimSuffix(asked.Name.String(), ".")]
	if !known {
		message.RCode = dnsmessage.RCodeNameError
	}
	for _, one := range addresses {
		ip := net.ParseIP(one)
		header := dnsmessage.ResourceHeader{Name: asked.Name, Class: asked.Class}
		if four := ip.To4(); four != nil && asked.Type == dnsmessage.TypeA {
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: [4]byte(four)}})
		} else if four == nil && asked.Type == dnsmessage.TypeAAAA {
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: [16]byte(ip)}})
		}
	}
	return message.Pack()
}
