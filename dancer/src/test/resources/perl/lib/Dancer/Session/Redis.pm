package Dancer::Session::Redis;
# Keeps sessions as the module of this name does: Storable under the bare id, kept for a time that each look-up renews.
use strict; use warnings;
use base 'Dancer::Session::Abstract';
use Dancer qw(:syntax !load); use Redis; use Storable ();

my $redis;
sub _redis {
    my $o = setting('redis_session');
    $redis ||= Redis->new(($o->{sock} ? (sock => $o->{sock}) : (server => $o->{server})), ($o->{password} ? (password => $o->{password}) : ()), encoding => undef);
    $redis->select($o->{database} || 0);
    $redis;
}
sub _expire { setting('redis_session')->{expire} || 900 }

sub create { my $self = __PACKAGE__->new; $self->flush; $self }

sub flush {
    my $self = shift;
    _redis->set($self->id, Storable::freeze($self));
    _redis->expire($self->id, _expire);
    $self;
}

sub retrieve {
    my ($class, $id) = @_;
    _redis->expire($id, _expire);
    my $data = _redis->get($id);
    defined $data ? Storable::thaw($data) : undef;
}

sub destroy { my $self = shift; _redis->del($self->id) }
1;
