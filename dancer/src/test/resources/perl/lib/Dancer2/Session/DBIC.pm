package Dancer2::Session::DBIC;
# Keeps sessions as the module of this name does: JSON or YAML of the data alone, through DBIx::Class.
use Moo; use JSON::PP; use YAML::Dumper; use YAML::Loader; use DBIx::Class; use Dancer2::Core::Types;
with 'Dancer2::Core::Role::SessionFactory';

has dsn => (is => 'ro', required => 1);
has user => (is => 'ro');
has password => (is => 'ro');
has schema_class => (is => 'ro', required => 1);
has resultset => (is => 'ro', default => 'Session');
has id_column => (is => 'ro', default => 'sessions_id');
has data_column => (is => 'ro', default => 'session_data');
has serializer => (is => 'ro', default => 'JSON');
has schema => (is => 'lazy');
sub _build_schema {
    my $self = shift;
    $self->schema_class->connect($self->dsn, $self->user // '', $self->password // '', { sqlite_unicode => 1 });
}
sub _rows { my $self = shift; $self->schema->resultset($self->resultset) }
sub _json { JSON::PP->new->allow_blessed->convert_blessed }
sub _encode {
    my ($self, $data) = @_;
    $self->serializer eq 'YAML' ? YAML::Dumper->new(indent_width => 1)->dump($data) : _json->encode($data);
}
sub _decode {
    my ($self, $text) = @_;
    $self->serializer eq 'YAML' ? YAML::Loader->new->load($text) : _json->decode($text);
}

sub _sessions { my $self = shift; [$self->_rows->get_column($self->id_column)->all] }

sub _retrieve {
    my ($self, $id) = @_;
    my $row = $self->_rows->find({ $self->id_column => $id }) or die "no such session";
    my $data = $self->data_column;
    $self->_decode($row->$data);
}

sub _flush {
    my ($self, $id, $data) = @_;
    $self->_rows->update_or_create({ $self->id_column => $id, $self->data_column => $self->_encode($data) });
}

sub _change_id {
    my ($self, $old, $new) = @_;
    $self->_rows->search({ $self->id_column => $old })->update({ $self->id_column => $new });
}

sub _destroy { my ($self, $id) = @_; $self->_rows->search({ $self->id_column => $id })->delete }
1;
