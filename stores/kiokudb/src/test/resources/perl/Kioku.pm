# What Dancer's session engine is to KiokuDB: a blessed hash, and a directory over the DBI backend.
package Dancer::Session::KiokuDB;
sub new { my ( $class, %data ) = @_; bless {%data}, $class }

package Kioku;
use strict;
use warnings;
use KiokuDB;
use KiokuDB::Backend::DBI;

sub open {
    my ($file) = @_;
    return KiokuDB->new(
        backend       => KiokuDB::Backend::DBI->new( dsn => "dbi:SQLite:dbname=$file", create => 1 ),
        allow_classes => ['Dancer::Session::KiokuDB'],
    );
}

1;
