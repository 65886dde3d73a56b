extension Shell {
  /// The script that makes the shell complete command lines of the program.
  ///
  /// It holds no table: each completion asks the program, so that a script that was installed stays right. What the
  /// program prints is only compared and inserted, never evaluated.
  var script: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  /// bash divides words at `=` and `:`, too (COMP_WORDBREAKS), and replaces only the part after the last of these.
  private static let bashScript = #"""
    # Completion of portfolio-tui for bash 4.4 and later.
    _portfolio_tui() {
      local rest=${COMP_LINE:0:COMP_POINT} space word index line prefix
      local -a words=() lines=()
      for ((index = 0; index <= COMP_CWORD; index++)); do
        space=${rest%%[![:space:]]*}
        rest=${rest:${#space}}
        word=${COMP_WORDS[index]}
        ((index < COMP_CWORD)) || word=$rest
        rest=${rest:${#word}}
        if [[ $index -eq 0 || -n $space ]]; then words+=("$word"); else words[-1]+=$word; fi
      done
      mapfile -t lines < <(command portfolio-tui completions bash --words -- "${words[@]:1}" 2>/dev/null)
      COMPREPLY=()
      prefix=${words[-1]%"$2"}
      for line in "${lines[@]:1}"; do COMPREPLY+=("${line#"$prefix"}"); done
      case ${lines[0]-} in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
      esac
    }
    complete -o nosort -F _portfolio_tui portfolio-tui

    """#

  private static let zshScript = #"""
    #compdef portfolio-tui
    # Completion of portfolio-tui for zsh.
    _portfolio_tui() {
      local kind
      local -a typed lines
      typed=("${(@Q)words[1,CURRENT-1]}")
      lines=("${(@f)$(command portfolio-tui completions zsh --words -- "${(@)typed[2,-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
      kind=$lines[1]
      shift lines
      case $kind in
        files) compset -P '--*='; _files ;;
        folders) compset -P '--*='; _files -/ ;;
        *) (( $#lines )) && _describe -V -t words word lines ;;
      esac
    }
    if [[ ${funcstack[1]-} == _portfolio_tui ]]; then
      _portfolio_tui "$@"
    else
      compdef _portfolio_tui portfolio-tui
    fi

    """#

  private static let fishScript = #"""
    # Completion of portfolio-tui for fish 3.4 and later.
    function __portfolio_tui_complete
        set -l words (commandline -opc)
        set -e words[1]
        set -l token (commandline -ct)
        set -l lines (command portfolio-tui completions fish --words -- $words "$token" 2>/dev/null)
        set -l prefix (string match -r -- '^--[^=]*=' "$token")
        set -l path (string replace -r -- '^--[^=]*=' '' "$token")
        switch "$lines[1]"
            case files folders
                # Of an unknown command fish completes files.
                for line in (complete -C "portfolio-tui-unknown $path")
                    if test "$lines[1]" = files; or string match -qr '/$' -- $line
                        printf '%s%s\n' "$prefix" $line
                    end
                end
            case '*'
                set -e lines[1]
                for line in $lines
                    printf '%s\n' $line
                end
        end
    end
    complete -c portfolio-tui -k -f -a '(__portfolio_tui_complete)'

    """#
}
