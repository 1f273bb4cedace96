# write.pl FILE: two sessions that share objects within themselves and with each other.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Kioku;

my $db    = Kioku::open( $ARGV[0] );
my $scope = $db->new_scope;

my $bob  = { name => "b\x{f6}b", born => 0 };
my $ring = { n => 1 };
$ring->{next} = { n => 2, next => $ring };
my $common = [ 'tea', 2 ];

$db->insert( 'session-number-one' => Dancer::Session::KiokuDB->new(
    id     => 'session-number-one',
    user   => 'ada',
    a      => { friend => $bob, since => 2020 },
    b      => [ $bob, undef, { data => 'd', id => 7, '$ref' => 'r' } ],
    ring   => $ring,
    common => $common,
    again  => $common,
    '$ref' => 'odd name',
) );
$db->insert( 'session-number-two' => Dancer::Session::KiokuDB->new( id => 'session-number-two', common => $common, own => [1], same => undef ) );
