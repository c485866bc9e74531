// Says which credentials the kubelet's own code gets of exec plugins: one line of JSON in, a repository, one line of
// JSON out, the credentials in the order in which the kubelet would try them.
//
//	credentialproviders CONFIG BIN_DIR < repositories > answers
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sync"

	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/credentialprovider/plugin"
)

type question struct {
	// Normalised, without tag and digest.
	Repository string `json:"repository"`
	// How many ask at the same time; 0 is 1.
	Times int `json:"times"`
}

type credential struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

func main() {
	klog.InitFlags(nil)
	flag.Set("logtostderr", "false")
	flag.Parse()
	klog.SetOutput(io.Discard)
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: credentialproviders CONFIG BIN_DIR")
		os.Exit(2)
	}
	if err := plugin.RegisterCredentialProviderPlugins(flag.Arg(0), flag.Arg(1), nil, nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		answers := make([][]credential, max(asked.Times, 1))
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() { answers[i] = lookup(asked.Repository) })
		}
		all.Wait()
		out.Encode(answers)
	}
}

func lookup(repository string) []credential {
	keyring := plugin.NewExternalCredentialProviderDockerKeyring("default", "pod", "uid", "default")
	found, _ := keyring.Lookup(repository)
	credentials := []credential{}
	for _, auth := range found {
		credentials = append(credentials, credential{auth.Username, auth.Password})
	}
	return credentials
}
