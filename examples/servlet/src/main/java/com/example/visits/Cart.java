package com.example.visits;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.TypeRef;
import dev.carnet.config.CarnetConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public class Cart {
    public static void main(String[] args) {
        try (SessionEngine engine = CarnetConfig.load(Path.of("carnet.yml")).open()) {
            Session session = engine.create();
            session.put("cart", new ArrayList<>(List.of("book")));
            engine.flush(session);

            Session later = engine.retrieve(session.id()).orElseThrow();
            later.get("cart", new TypeRef<List<String>>() {}).add("lamp"); // found without being told
            engine.flush(later);
            System.out.println(later.get("cart"));
        }
    }
}
