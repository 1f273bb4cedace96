# read.pl FILE ID: says what a session that Carnet wrote looks like from here; then changes it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Kioku;
use Scalar::Util qw(refaddr);

binmode STDOUT, ':encoding(UTF-8)';
my ( $file, $id ) = @ARGV;
my $db    = Kioku::open($file);
my $scope = $db->new_scope;
my $s     = $db->lookup($id);

print "class ", ref $s, "\n";
print "id ", ( $s->{id} eq $id ? 'own' : 'other' ), "\n";
print "names ", join( ' ', sort keys %$s ), "\n";
print "user $s->{user}\n";
print "long ", $s->{long} + 1, "\n";
print "friend ", ( refaddr( $s->{a}{friend} ) == refaddr( $s->{b}[0] ) ? 'one' : 'two' ), " $s->{b}[0]{name}\n";
print "ring ", ( refaddr( $s->{ring}{next}{next} ) == refaddr( $s->{ring} ) ? 'closed' : 'open' ), "\n";
print "odd ", join( ' ', map {"$_=$s->{odd}{$_}"} sort keys %{ $s->{odd} } ), "\n";

$s->{a}{friend}{name} = 'rob';
$s->{perl} = [ $s->{a}{friend} ];
$db->deep_update($s);
print "changed\n";
