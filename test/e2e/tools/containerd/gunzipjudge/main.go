// Reads a gzip file from its input with the readers of Go's own library and of klauspost/compress, which Prometheus
// has by turns, each told to read one member only; prints the SHA-256 and the length of what each made of it.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"

	klauspost "github.com/klauspost/compress/gzip"
)

type reader interface {
	io.Reader
	Multistream(bool)
}

func main() {
	file, err := io.ReadAll(os.Stdin)
	exitOn(err)
	standard := bytes.NewReader(file)
	ofGo, err := gzip.NewReader(standard)
	exitOn(err)
	tell(ofGo, standard)
	other := bytes.NewReader(file)
	ofKlauspost, err := klauspost.NewReader(other)
	exitOn(err)
	tell(ofKlauspost, other)
}

func tell(from reader, file *bytes.Reader) {
	from.Multistream(false)
	text, err := io.ReadAll(from)
	exitOn(err)
	if file.Len() != 0 {
		exitOn(fmt.Errorf("%d bytes after the first member", file.Len()))
	}
	fmt.Printf("%x %d\n", sha256.Sum256(text), len(text))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
