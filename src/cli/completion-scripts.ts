/** The shells that can complete a command line. */
export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** A script that asks the program itself for what may come next, so that it knows new segments at once. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# Put this into ~/.bashrc:  eval "$(perennial completion bash)"
_perennial() {
  local one
  COMPREPLY=()
  while IFS='' read -r one; do
    COMPREPLY+=("$one")
  done < <("\${COMP_WORDS[0]}" completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _perennial perennial
`,
  zsh: `#compdef perennial
# Put this into ~/.zshrc, below compinit:  eval "$(perennial completion zsh)"
_perennial() {
  local -a found
  found=("\${(@f)$("\${words[1]}" completion zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then
    compadd -a found
  else
    _files
  fi
}
compdef _perennial perennial
`,
  fish: `# Put this into ~/.config/fish/config.fish:  perennial completion fish | source
function __perennial
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    $before[1] completion fish -- $before[2..-1] "$typed" 2>/dev/null
end
complete -c perennial -a '(__perennial)'
`,
}
