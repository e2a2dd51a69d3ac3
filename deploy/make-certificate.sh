#!/bin/sh
# An own certificate authority for a LAN without public names, and a certificate for the proxy.
#   sh deploy/make-certificate.sh FOLDER NAME-OR-ADDRESS…      e.g.  sh deploy/make-certificate.sh /root/sigap-ca 112.sidoarjo.lan 10.20.0.5
# Writes ca.key (keep it off the machine), ca.pem (goes to every desk) and sigap.pem (goes to /etc/haproxy/, mode 0600).
# Called again it keeps the authority and writes a new sigap.pem: the desks need nothing new. Valid for 397 days, the most that browsers take.
set -eu
[ $# -ge 2 ] || { sed -n '2,5p' "$0" >&2; exit 2; }
folder=$1
shift
umask 077
mkdir -p "$folder"
cd "$folder"
if [ ! -f ca.key ]; then
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  openssl req -x509 -new -key ca.key -sha256 -days 3650 -subj "/O=Sigap 112/CN=Sigap 112 CA $(date +%Y-%m-%d)" \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out ca.pem
fi
names=
for each in "$@"; do
  case $each in
    *[!0-9.]*) names="$names,DNS:$each" ;;
    *) names="$names,IP:$each" ;;
  esac
done
openssl ecparam -name prime256v1 -genkey -noout -out server.key
openssl req -new -key server.key -subj "/CN=$1" -out server.csr
printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n' "${names#,}" > server.ext
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days 397 -extfile server.ext -out server.crt
cat server.crt ca.pem server.key > sigap.pem
rm server.csr server.ext server.key server.crt
echo "$folder/sigap.pem is for the proxy, $folder/ca.pem for the desks."
