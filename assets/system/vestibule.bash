# Completion for bash: commands, their options, and the words that options take.

_vestibule()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=play word
    local commands="check doc doctor export log new plan play schema screenshot usage"
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ " $commands " == *" $word "* ]] && command=$word && break
    done
    COMPREPLY=()
    case $previous in
    --presenter) mapfile -t COMPREPLY < <(compgen -W "auto surface renderer" -- "$current") ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W "fr en" -- "$current") ;;
    -o | --output) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    --format)
        case $command in
        check) mapfile -t COMPREPLY < <(compgen -W "text json gcc" -- "$current") ;;
        doc) mapfile -t COMPREPLY < <(compgen -W "markdown man" -- "$current") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$current") ;;
        esac
        ;;
    *)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$(vestibule "$command" --help 2>/dev/null |
                grep -oE '(^| )--?[a-z][a-z-]*')" -- "$current")
        elif ((COMP_CWORD == 1)); then
            mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current"; compgen -d -- "$current")
        elif [[ $command == new && $previous == new ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$(LC_ALL=C vestibule new --help 2>/dev/null |
                sed -n 's/^  \([a-z]\{3,\}\)  .*/\1/p')" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
        fi
        ;;
    esac
}

complete -o filenames -F _vestibule vestibule
