// glamour, the renderer of glow, as glow uses it towards a pipe.
package main

import (
	"fmt"
	"os"

	"github.com/charmbracelet/glamour"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	renderer, err := glamour.NewTermRenderer(glamour.WithStandardStyle("notty"), glamour.WithWordWrap(80))
	if err != nil {
		panic(err)
	}
	out, err := renderer.Render(string(text))
	if err != nil {
		panic(err)
	}
	fmt.Print(out)
}
