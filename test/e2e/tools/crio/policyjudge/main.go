// Says by which scopes CRI-O's library looks for an image in a policy.json, the first that is there counts: one line of JSON
// in, the image's name; one line of JSON out.
package main

import (
	"bufio"
	// Digests are known by it.
	_ "crypto/sha256"
	"encoding/json"
	"fmt"
	"os"

	"go.podman.io/image/v5/docker/policyconfiguration"
	"go.podman.io/image/v5/docker/reference"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var name string
		if err := json.Unmarshal(lines.Bytes(), &name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		parsed, err := reference.ParseNormalizedNamed(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		out.Encode(policyconfiguration.DockerReferenceNamespaces(reference.TagNameOnly(parsed)))
	}
}
