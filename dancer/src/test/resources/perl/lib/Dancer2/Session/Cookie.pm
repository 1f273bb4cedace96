# A session engine of ours in the way of Dancer2::Session::Cookie, over the real Session::Storage::Secure.
package Dancer2::Session::Cookie;
use strict; use warnings; use Moo; use Session::Storage::Secure;
has secret_key => (is => 'ro', required => 1);
has default_duration => (is => 'ro');
has store => (is => 'lazy');
sub _build_store {
    my $self = shift;
    Session::Storage::Secure->new(
        secret_key => $self->secret_key, sereal_encoder_options => { snappy => 1, stringify_unknown => 1 },
        sereal_decoder_options => { validate_utf8 => 1 },
        (defined $self->default_duration ? (default_duration => $self->default_duration) : ()));
}
sub generate_id { '' }
sub _retrieve { my ($self, $cookie) = @_; $self->store->decode($cookie) }
sub _flush { }
sub _destroy { }
sub _change_id { }
sub _sessions { [] }
with 'Dancer2::Core::Role::SessionFactory';
before cookie => sub {
    my ($self, %with) = @_;
    my $session = $with{session};
    $session->id($self->store->encode($session->data, $session->expires)) if ref $session;
};
1;
