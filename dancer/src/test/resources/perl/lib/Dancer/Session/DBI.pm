package Dancer::Session::DBI;
# Keeps sessions as the module of this name does: one JSON object a row, the id inside.
use strict; use warnings; use utf8;
use base 'Dancer::Session::Abstract';
use Dancer qw(:syntax !load); use DBI; use JSON::PP;

my $dbh;
sub _dbh {
    my $o = setting('session_options');
    $dbh ||= DBI->connect($o->{dsn}, $o->{user} // '', $o->{password} // '',
        { RaiseError => 1, AutoCommit => 1, sqlite_unicode => 1, pg_enable_utf8 => 1, mysql_enable_utf8 => 1 });
}
sub _table { setting('session_options')->{table} }
sub _json { JSON::PP->new->allow_blessed->convert_blessed }

sub create { my $self = __PACKAGE__->new; $self->flush; $self }

sub flush {
    my $self = shift;
    my $data = _json->encode({ %$self });
    my ($there) = _dbh->selectrow_array("SELECT 1 FROM @{[_table]} WHERE id = ?", undef, $self->id);
    if ($there) { _dbh->do("UPDATE @{[_table]} SET session_data = ? WHERE id = ?", undef, $data, $self->id) }
    else { _dbh->do("INSERT INTO @{[_table]} (id, session_data) VALUES (?, ?)", undef, $self->id, $data) }
    $self;
}

sub retrieve {
    my ($class, $id) = @_;
    my ($data) = _dbh->selectrow_array("SELECT session_data FROM @{[_table]} WHERE id = ?", undef, $id);
    return undef unless defined $data;
    my $session = eval { _json->decode($data) } or return undef;
    bless $session, __PACKAGE__;
}

sub destroy { my $self = shift; _dbh->do("DELETE FROM @{[_table]} WHERE id = ?", undef, $self->id) }
1;
