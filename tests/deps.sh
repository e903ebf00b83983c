#!/bin/sh
# Installs the Debian packages that are missing for the sets named:
#   tests/deps.sh [-n] build|demo|test|bench ...
# Says what it installs; with -n only says it, and exits 1 if any is missing.
# Touches nothing when nothing is missing.
set -eu

build='gcc make pkg-config python3 python3-fonttools fonts-liberation
fonts-ocr-b libsystemd-dev libssl-dev libsqlite3-dev libjansson-dev
libinih-dev libutf8proc-dev libmicrohttpd-dev libgnutls28-dev libhpdf-dev
libjpeg-dev libpng-dev zlib1g-dev libqrencode-dev libzbar-dev libseccomp-dev
libcups2-dev libcurl4-openssl-dev libsnmp-dev
libxlsxwriter-dev'
demo='cups-daemon cups-client cups-ipp-utils dbus-daemon zbar-tools poppler-utils curl
jq procps'
test='clang clang-14 clang-format-14 clang-tidy-14 cppcheck shellcheck
libclang-rt-14-dev llvm-14 libcmocka-dev git systemd systemd-container sqlite3
python3-jsonschema python3-openpyxl python3-pil imagemagick qpdf openssl
chromium prometheus snmpd'
bench='wrk openssl python3-pil libcmocka-dev'
# a node that is not Debian's will do
command -v npm >/dev/null || {
	bench="$bench nodejs npm"
	test="$test nodejs npm"
}

only_say=0
[ "${1-}" = -n ] && { only_say=1; shift; }

wanted=
for set in "$@"; do
	case $set in
	build) wanted="$wanted $build" ;;
	demo) wanted="$wanted $demo" ;;
	test) wanted="$wanted $test" ;;
	bench) wanted="$wanted $bench" ;;
	*) echo "deps: no set called '$set'" >&2; exit 64 ;;
	esac
done

# A virtual package counts as there when something installed provides it.
there=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
    sed -n 's/^installed //p' | tr -s ' ,' '\n' | sort -u)
missing=
for package in $wanted; do
	echo "$there" | grep -qxF "$package" || missing="$missing $package"
done
missing=$(echo "$missing" | tr -s ' \n' '  ' | sed 's/^ *//; s/ *$//')
[ -n "$missing" ] || exit 0

echo "deps: installing $missing"
[ $only_say -eq 0 ] || exit 1
sudo=
[ "$(id -u)" -eq 0 ] || sudo='sudo'
export DEBIAN_FRONTEND=noninteractive
# prometheus is here for its promtool, snmpd for its program: no daemon of
# theirs starts, now or at boot
policy=/usr/sbin/policy-rc.d
case " $missing " in
*' prometheus '* | *' snmpd '*)
	if [ ! -e $policy ]; then
		trap '$sudo rm -f "$policy"' EXIT
		printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null
		$sudo chmod 755 $policy
	fi
	;;
esac
$sudo apt-get -o DPkg::Lock::Timeout=500 update -qq
# shellcheck disable=SC2086  # words on purpose
$sudo apt-get -o DPkg::Lock::Timeout=500 install -y -qq \
    --no-install-recommends $missing >/dev/null
for daemon in prometheus snmpd; do
	case " $missing " in
	*" $daemon "*)
		$sudo systemctl --quiet disable $daemon.service 2>/dev/null || :
		;;
	esac
done
