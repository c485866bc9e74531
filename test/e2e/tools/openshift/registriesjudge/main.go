// Says what OpenShift's operator makes of its objects on registries, by the library that it merges them with: one line of
// JSON in, the objects; one line of JSON out, the registries.conf that nodes get.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/BurntSushi/toml"
	"github.com/containers/image/v5/pkg/sysregistriesv2"
	apicfgv1 "github.com/openshift/api/config/v1"
	apioperatorsv1alpha1 "github.com/openshift/api/operator/v1alpha1"
	"github.com/openshift/runtime-utils/pkg/registries"
)

type question struct {
	Insecure []string `json:"insecure"`
	Blocked  []string `json:"blocked"`
	// Specs.
	ContentSourcePolicies []apioperatorsv1alpha1.ImageContentSourcePolicySpec `json:"contentSourcePolicies"`
	DigestMirrorSets      []apicfgv1.ImageDigestMirrorSetSpec                 `json:"digestMirrorSets"`
	TagMirrorSets         []apicfgv1.ImageTagMirrorSetSpec                    `json:"tagMirrorSets"`
}

type answer struct {
	Conf  string `json:"conf"`
	Error string `json:"error"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		conf, err := merge(asked)
		found := answer{Conf: conf}
		if err != nil {
			found.Error = err.Error()
		}
		out.Encode(found)
	}
}

func merge(asked question) (string, error) {
	var policies []*apioperatorsv1alpha1.ImageContentSourcePolicy
	for _, spec := range asked.ContentSourcePolicies {
		policies = append(policies, &apioperatorsv1alpha1.ImageContentSourcePolicy{Spec: spec})
	}
	var digests []*apicfgv1.ImageDigestMirrorSet
	for _, spec := range asked.DigestMirrorSets {
		digests = append(digests, &apicfgv1.ImageDigestMirrorSet{Spec: spec})
	}
	var tags []*apicfgv1.ImageTagMirrorSet
	for _, spec := range asked.TagMirrorSets {
		tags = append(tags, &apicfgv1.ImageTagMirrorSet{Spec: spec})
	}
	conf := sysregistriesv2.V2RegistriesConf{}
	if err := registries.EditRegistriesConfig(&conf, asked.Insecure, asked.Blocked, policies, digests, tags); err != nil {
		return "", err
	}
	var text bytes.Buffer
	if err := toml.NewEncoder(&text).Encode(conf); err != nil {
		return "", err
	}
	return text.String(), nil
}
