# Prints the Sereal documents of sereal-corpus.txt: what the encoder of this machine writes in each version and compression.
use strict; use warnings; use utf8; use Sereal::Encoder; use Scalar::Util 'weaken';
sub session {
    my $list = [1]; my $object = bless { name => 'x' }, 'Shop::Cart'; my $again = bless { name => 'y' }, 'Shop::Cart';
    my $self = {}; $self->{self} = $self;
    my $weak = { owner => $list }; weaken(my $held = $list); $weak->{held} = $held; weaken($weak->{held});
    return { ascii => 'plain', latin => "caf\x{e9}", str => "h\x{e9}llo \x{2603} \x{1f600}", numstr => '0042', int => 42, neg => -7,
        negs => [-1, -16, -17, -300], big => 9007199254740993, huge => 18446744073709551615, float => 3.25, empty => '', nothing => undef,
        t => (1 == 1), f => (1 == 0), nested => { eh => {}, el => [], hash => { k => 'v' }, list => [1, 'two', undef, { deep => 'x' }] },
        a => $list, b => $list, object => $object, again => $again, circle => $self, weak => $weak, code => \'scalar', re => qr/a.b/i,
        many => [map { { name => "n$_", value => 'v' x 40 } } 1 .. 40], "k\x{e9}y \x{2603}" => 1 };
}
for my $version (1 .. 5) {
    for my $compress (0 .. 3) {
        my $encoder = eval { Sereal::Encoder->new({ protocol_version => $version, compress => $compress, compress_threshold => 0, canonical => 1,
            dedupe_strings => 1 }) } or next;
        print "# version $version, compression $compress\n", unpack('H*', $encoder->encode(session())), "\n";
    }
}
