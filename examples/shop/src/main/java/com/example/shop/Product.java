package com.example.shop;

import java.math.BigDecimal;

/**
 * Something to buy.
 *
 * @param price in euros
 * @param colour of its picture, as CSS writes it
 */
public record Product(String id, String name, String description, BigDecimal price, String colour) {}
