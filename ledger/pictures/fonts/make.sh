#!/bin/sh -e
# Cuts the Noto fonts down to the register's letters and joins Latin, Cyrillic and Arabic in one file each: the drawer of
# the pictures takes a line's letters from one font. Needs npm and fonttools; run it in this folder.
work=$(mktemp -d)
here=$(pwd)
cd "$work"
for package in noto-sans@0.4.2 noto-serif@0.4.2 noto-naskh-arabic@0.4.5; do
  mkdir "${package%@*}"
  tar -xzf "$(npm pack --silent "@expo-google-fonts/$package")" -C "${package%@*}" --strip-components=1
done
latin="U+0020-007E,U+00A0-017F,U+018F,U+01CD-01DC,U+0218-021B,U+0259,U+02B9-02BC,U+02BE-02BF,U+0300-0308,U+030A-030C"
latin="$latin,U+0323-0327,U+0331,U+0400-04FF,U+1E00-1E9E,U+200B-2015,U+2018-201E,U+2020-2022,U+2026,U+202A-202F,U+2030"
latin="$latin,U+2032-2033,U+2039-203A,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2248,U+2264-2265,U+2066-2069,U+FFFD"
arabic="U+0600-06FF,U+0750-077F,U+08A0-08B4"
one() { # face, its Latin file, its Arabic file
  pyftsubset "$2" --no-hinting --unicodes="$latin" --layout-features=kern,mark,mkmk,ccmp,locl,lnum,tnum --output-file=latin.ttf
  pyftsubset "$3" --no-hinting --unicodes="$arabic" --layout-features='*' --output-file=arabic.ttf
  pyftmerge --output-file="$1" latin.ttf arabic.ttf
}
one sans.ttf noto-sans/400Regular/NotoSans_400Regular.ttf noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf
one serif.ttf noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf
mv sans.ttf serif.ttf "$here"
