#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# house.sh PACKAGES FILES HOSTNAME COMMAND…: runs a command in a copy of this system in which
# PACKAGES are unpacked and FILES laid over them. To be run in namespaces of its own, by `unshare`;
# the copy lives in memory, and vanishes with the command. FILES is the same folder inside.
set -eu

packages=$1 files=$2 name=$3
shift 3
home=$(dirname "$files")
house=$files/../house

mkdir "$house"
mount -t tmpfs -o mode=755 house "$house"
mkdir "$house/changes" "$house/work" "$house/root"
# Not a layer of its own: it may be inside the system that is the lower one, which is not allowed.
cp -a "$packages/." "$house/changes/"
cp -a --no-preserve=ownership "$files/." "$house/changes/"
mount -t overlay -o "lowerdir=/,upperdir=$house/changes,workdir=$house/work" house "$house/root"
for folder in /proc /dev "$(dirname "$home")"; do
  mkdir -p "$house/root$folder"
  mount --rbind "$folder" "$house/root$folder"
done
mount -t proc proc "$house/root/proc"
hostname "$name"
# The first process stays what it was when it came: the kernel ends it, and so all others, with the
# one outside, but no longer after it has become another user.
chroot "$house/root" "$@" &
wait $!
