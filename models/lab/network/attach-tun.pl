# Opens the TUN device NAME in the namespace it runs in, then runs the rest of the arguments with it as an open file.
# Usage: ip netns exec NAMESPACE perl attach-tun.pl NAME DESCRIPTOR COMMAND...
# node can't make the ioctl (TUNSETIFF with IFF_TUN | IFF_NO_PI), and perl-base is part of every Debian.
use strict;
use warnings;
use POSIX ();
my ($name, $descriptor, @command) = @ARGV;
$^F = 255;
open(my $tun, '+<', '/dev/net/tun') or die "TUN cannot be opened: $!\n";
ioctl($tun, 0x400454ca, pack('a16s', $name, 0x1001)) or die "TUN cannot be attached: $!\n";
if (fileno($tun) != $descriptor) {
  POSIX::dup2(fileno($tun), $descriptor) or die "TUN cannot be kept: $!\n";
}
exec(@command) or die "$command[0]: $!\n";
