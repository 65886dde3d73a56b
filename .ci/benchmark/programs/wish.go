// A pager of bubbletea with glamour: at the terminal, or with a port and a host key behind a wish server.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/glamour"
	"github.com/charmbracelet/wish"
	wishtea "github.com/charmbracelet/wish/bubbletea"
	"github.com/gliderlabs/ssh"
)

type pager struct {
	text  string
	view  viewport.Model
	ready bool
}

func (p pager) Init() tea.Cmd { return nil }

func (p pager) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.KeyMsg:
		if message.String() == "q" {
			return p, tea.Quit
		}
	case tea.WindowSizeMsg:
		return p.sized(message.Width, message.Height), nil
	}
	var command tea.Cmd
	p.view, command = p.view.Update(message)
	return p, command
}

func (p pager) sized(width, height int) pager {
	if !p.ready {
		p.view = viewport.New(width, height-1)
		p.view.SetContent(p.text)
	}
	p.view.Width, p.view.Height, p.ready = width, height-1, true
	return p
}

func (p pager) View() string {
	if !p.ready {
		return ""
	}
	return p.view.View() + "\n" + fmt.Sprintf("%3.f %%  j k move, q quits", p.view.ScrollPercent()*100)
}

// Renders once; every visitor shares the text.
func rendered(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	renderer, err := glamour.NewTermRenderer(glamour.WithStandardStyle("dark"), glamour.WithWordWrap(80))
	if err != nil {
		log.Fatal(err)
	}
	out, err := renderer.Render(string(text))
	if err != nil {
		log.Fatal(err)
	}
	return out
}

func main() {
	text := rendered(os.Args[1])
	if len(os.Args) == 2 {
		if err := tea.NewProgram(pager{text: text}, tea.WithAltScreen()).Start(); err != nil {
			log.Fatal(err)
		}
		return
	}
	server, err := wish.NewServer(
		wish.WithAddress(os.Args[2]),
		ssh.HostKeyFile(os.Args[3]),
		wish.WithMiddleware(wishtea.Middleware(func(session ssh.Session) (tea.Model, []tea.ProgramOption) {
			size, _, _ := session.Pty()
			return pager{text: text}.sized(size.Window.Width, size.Window.Height), []tea.ProgramOption{tea.WithAltScreen()}
		})))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.ListenAndServe())
}
