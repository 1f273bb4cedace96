# Made dancer/kiokudb-references.sqlite, kiokudb-storable.sqlite and kiokudb-yaml.sqlite: kiokudb-fixtures.pl FILE SERIALIZER.
use strict; use warnings; use utf8;
package Dancer::Session::KiokuDB; sub new { my ($c,%a)=@_; bless {%a}, $c }
package My::Point; sub new { bless {x=>1,y=>2}, shift }
package main;
use KiokuDB; use KiokuDB::Backend::DBI; use KiokuDB::TypeMap; use KiokuDB::TypeMap::Entry::Naive; use KiokuDB::TypeMap::Entry::Passthrough; use JSON::PP ();
my ($file, $ser) = @ARGV;
my $db = KiokuDB->new(
        backend => KiokuDB::Backend::DBI->new(dsn=>"dbi:SQLite:dbname=$file", create => 1, serializer => $ser),
        allow_classes => ['My::Point','JSON::PP::Boolean'],
        typemap => KiokuDB::TypeMap->new(entries => { 'Dancer::Session::KiokuDB', KiokuDB::TypeMap::Entry::Naive->new, 'My::Point', KiokuDB::TypeMap::Entry::Naive->new(intrinsic=>1) }));
my $scope = $db->new_scope;
my $bob  = { name => "b\x{f6}b", born => 0 };
my $ring = { n => 1 }; $ring->{next} = { n => 2, next => $ring };
my $common = ['tea', 2];
my %values = (ascii=>'plain', latin=>"caf\x{e9}", str=>"h\x{e9}llo \x{2603} \x{1f600}", numstr=>'0042', int=>42, neg=>-7, big=>9007199254740993, float=>3.25, empty=>'', nothing=>undef, t=>!!1, f=>!!0, nested=>{eh=>{}, el=>[], hash=>{k=>'v'}, list=>[1,'two',undef,{deep=>'x'}]});
$db->insert('session-number-one' => Dancer::Session::KiokuDB->new(id=>'session-number-one', %values,
   a=>{friend=>$bob, since=>2020}, b=>[$bob, undef, {data=>'d', id=>7, '$ref'=>'r'}], ring=>$ring, common=>$common, again=>$common, '$ref'=>'odd name', point=>My::Point->new, numtext=>'42', yes=>'true', date=>'2020-01-01', tilde=>'~', multi=>"a\nb\n", odd=>" x: y #", ));
$db->insert('session-number-two' => Dancer::Session::KiokuDB->new(id=>'session-number-two', common=>$common));
