# Completion of ./weft for bash:  . docs/weft-completion.bash
_weft() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words
  local things='switches ports links hosts rules groups meters apps'
  local common='--server --output -o --help'
  case $before in
    -o | --output) words='table json' ;;
    --state) words='installed pending extra foreign' ;;
    --config) words=; COMPREPLY=($(compgen -f -- "$word")); return ;;
    --server | --switch | --count | --generation) return ;;
    *)
      case ${COMP_WORDS[1]}:${COMP_WORDS[2]} in
        ctl:get)
          if [ "$COMP_CWORD" = 3 ]; then words="network $things config"; else words="--switch --state $common"; fi
          ;;
        ctl:watch) words="$things --switch --count $common" ;;
        ctl:plan | ctl:apply)
          words="--all $common"
          [ "${COMP_WORDS[2]}" = plan ] || words="--generation $words"
          COMPREPLY=($(compgen -f -- "$word"))
          ;;
        ctl:*) words='get plan apply watch' ;;
        run:*) words='--config' ;;
        *) [ "$COMP_CWORD" != 1 ] || words='demo run ctl decode encode bench verify help' ;;
      esac
      ;;
  esac
  COMPREPLY+=($(compgen -W "$words" -- "$word"))
}
complete -F _weft weft ./weft
