# Reads a session through one of the engines here and stores it again: rewrite.pl CONFIG ID, where CONFIG is JSON: Dancer 1's
# settings, or those of Dancer 2's engine DBIC.
use strict; use warnings; use utf8; use FindBin; use lib "$FindBin::Bin/lib"; use JSON::PP ();
my ($config, $id) = @ARGV;
my $settings = JSON::PP::decode_json($config);
if ($settings->{schema_class}) {
    package Rows::Result::Session;
    require DBIx::Class::Core; our @ISA = ('DBIx::Class::Core');
    __PACKAGE__->table('sessions'); __PACKAGE__->add_columns('id', 'session_data'); __PACKAGE__->set_primary_key('id');
    package Rows;
    require DBIx::Class::Schema; our @ISA = ('DBIx::Class::Schema'); $INC{'Rows.pm'} = __FILE__;
    __PACKAGE__->register_class(Session => 'Rows::Result::Session');
    require Dancer2::Session::DBIC;
    my $engine = Dancer2::Session::DBIC->new(%$settings);
    $engine->_flush($id, $engine->_retrieve($id));
} else {
    require Dancer; Dancer->import(':script');
    Dancer::set($_ => $settings->{$_}) for 'startup_info', sort { ($a eq 'session') <=> ($b eq 'session') } keys %$settings;
    "Dancer::Session::$settings->{session}"->retrieve($id)->flush;
}
