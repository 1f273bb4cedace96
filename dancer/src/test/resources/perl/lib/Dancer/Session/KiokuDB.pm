package Dancer::Session::KiokuDB;
# Keeps sessions as the module of this name does: objects in KiokuDB, under their own ids.
use strict; use warnings;
use base 'Dancer::Session::Abstract';
use Dancer qw(:syntax !load); use KiokuDB; use KiokuDB::Backend::DBI;
use KiokuDB::TypeMap; use KiokuDB::TypeMap::Entry::Naive;

my $db;
sub _db {
    my $o = setting('kiokudb_backend_opts');
    $db ||= KiokuDB->new(
        backend => KiokuDB::Backend::DBI->new(create => 1, serializer => 'json', %$o),
        typemap => KiokuDB::TypeMap->new(entries => { __PACKAGE__, KiokuDB::TypeMap::Entry::Naive->new }));
}

sub create { my $self = __PACKAGE__->new; $self->flush; $self }

sub flush {
    my $self = shift;
    my $scope = _db->new_scope;
    my $id = $self->id;
    my $there = _db->lookup($id);
    if ($there) { %$there = %$self; _db->update($there) } else { _db->store($id => bless({%$self}, __PACKAGE__)) }
    $self;
}

sub retrieve {
    my ($class, $id) = @_;
    my $scope = _db->new_scope;
    my $there = _db->lookup($id) or return undef;
    bless {%$there}, __PACKAGE__;
}

sub destroy { my $self = shift; my $scope = _db->new_scope; _db->delete($self->id) }
1;
